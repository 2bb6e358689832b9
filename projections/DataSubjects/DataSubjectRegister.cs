using Supervision.Domain.DataSubjects;

namespace Supervision.Projections.DataSubjects;

/// <summary>What a page shows in the place of a sealed value. It needs no key: the ledger's event says it.</summary>
public sealed class DataSubjectRegister
{
    private readonly Queries queries;

    internal DataSubjectRegister(Queries queries) => this.queries = queries;

    /// <summary>The state of each of these sealed values; a text that is none is left out.</summary>
    public async Task<IReadOnlyDictionary<string, SealState>> StatesAsync(IEnumerable<string> values, long asOf,
        CancellationToken ct = default)
    {
        var persons = values.Distinct(StringComparer.Ordinal).Select(v => (Value: v, SealedValue.Parse(v)?.Person))
            .Where(v => v.Person is not null).ToDictionary(v => v.Value, v => v.Person!.Value.Value);
        var erased = persons.Count == 0 ? [] : await queries.ListAsync<Guid>($"""
            select id from views.data_subject where id = any(@ids) and {Queries.Valid}
            """, new { ids = persons.Values.Distinct().ToArray(), asOf }, ct);
        return persons.ToDictionary(p => p.Key, p => erased.Contains(p.Value) ? SealState.Erased : SealState.Sealed);
    }
}
