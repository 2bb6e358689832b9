using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Supervision.Domain.Bodies;

/// <summary>
/// The bodies that a command names anywhere in its fields, but for its document's issuer. Nothing new may name a body
/// that no longer stands, whatever the command.
/// </summary>
internal static class BodyCodes
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    internal static IEnumerable<BodyCode> Of(object record) => Properties.GetOrAdd(record.GetType(), static t =>
        [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && p.CanWrite)])
        .SelectMany(p => OfValue(p.GetValue(record)));

    private static IEnumerable<BodyCode> OfValue(object? value) => value switch
    {
        BodyCode code => [code],
        string or Document or IIdentifier => [],
        IEnumerable list => list.Cast<object?>().SelectMany(OfValue),
        { } record when record.GetType() is { IsClass: true, Namespace: { } space }
            && space.StartsWith("Supervision", StringComparison.Ordinal) => Of(record),
        _ => [],
    };
}
