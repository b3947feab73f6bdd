using System.Data;
using System.Globalization;
using Dapper;

namespace Matchmaking.Storage;

/// <summary>Times are stored as UTC text of fixed width, so that text order is time order.</summary>
internal sealed class UtcTimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <inheritdoc/>
    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
    {
        parameter.DbType = DbType.String;
        parameter.Value = Text(value);
    }

    /// <summary>A time as it is stored.</summary>
    public static string? Text(DateTimeOffset? value) => value?.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override DateTimeOffset Parse(object value) =>
        DateTimeOffset.ParseExact((string)value, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
