FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/Matchmaking.Api --configuration Release --output /app

# With ICU, which the driver of SQL Server asks for.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The image's own user without privileges; it owns nothing but the data.
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
VOLUME /data
ENV Urls=http://+:5080 Database__File=/data/matchmaking.db
EXPOSE 5080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["dotnet", "Matchmaking.Api.dll", "health"]
ENTRYPOINT ["dotnet", "Matchmaking.Api.dll"]
