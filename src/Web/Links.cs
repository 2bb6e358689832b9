namespace Supervision.Web;

/// <summary>Puts URLs together; every value is escaped.</summary>
internal static class Links
{
    /// <summary>A query with its question mark, of the parameters that have a value; empty without any.</summary>
    internal static string Query(IEnumerable<(string Name, string? Value)> parameters)
    {
        var parts = parameters.Where(p => !string.IsNullOrEmpty(p.Value))
            .Select(p => Uri.EscapeDataString(p.Name) + "=" + Uri.EscapeDataString(p.Value!)).ToList();
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
