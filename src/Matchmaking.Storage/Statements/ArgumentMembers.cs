using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Matchmaking.Storage.Statements;

/// <summary>A member of a statement's arguments, and how to get its value as it is stored.</summary>
internal sealed record ArgumentMember(string Name, Type Type, Func<object, object?> Value)
{
    /// <summary>Whether a statement has a parameter of this name.</summary>
    public bool IsIn(string sql)
    {
        for (var at = sql.IndexOf('@' + Name, StringComparison.Ordinal); at >= 0; at = sql.IndexOf('@' + Name, at + 1, StringComparison.Ordinal))
            if (at + 1 + Name.Length == sql.Length || !(char.IsAsciiLetterOrDigit(sql[at + 1 + Name.Length]) || sql[at + 1 + Name.Length] == '_'))
                return true;
        return false;
    }
}

/// <summary>The members of the types that statements take their arguments from.</summary>
internal static class ArgumentMembers
{
    private static readonly ConcurrentDictionary<Type, ArgumentMember[]> Known = new();

    /// <summary>The members of a type; none of null.</summary>
    public static IReadOnlyList<ArgumentMember> Of(Type? type) => type is null ? [] : Known.GetOrAdd(type, static type =>
        [.. type.GetProperties().Where(property => property.GetMethod is not null).Select(property => new ArgumentMember(property.Name, property.PropertyType, Getter(property)))]);

    private static Func<object, object?> Getter(PropertyInfo property)
    {
        var arguments = Expression.Parameter(typeof(object));
        Expression value = Expression.Property(Expression.Convert(arguments, property.DeclaringType!), property);
        if (property.PropertyType == typeof(DateTimeOffset) || property.PropertyType == typeof(DateTimeOffset?))
            value = Expression.Call(typeof(UtcTimeHandler), nameof(UtcTimeHandler.Text), null, Expression.Convert(value, typeof(DateTimeOffset?)));
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), arguments).Compile();
    }
}
