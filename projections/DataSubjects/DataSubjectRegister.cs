namespace Supervision.Projections.DataSubjects;

/// <summary>Whose sealed values nobody can read any more. It needs no key: the ledger's event says it.</summary>
public sealed class DataSubjectRegister
{
    private readonly Queries queries;

    internal DataSubjectRegister(Queries queries) => this.queries = queries;

    /// <summary>Those of these persons whose key was destroyed.</summary>
    public async Task<IReadOnlyList<Guid>> ErasedAsync(IEnumerable<Guid> persons, long asOf,
        CancellationToken ct = default) => persons.Distinct().ToArray() is { Length: > 0 } ids
            ? await queries.ListAsync<Guid>(
                $"select id from views.data_subject where id = any(@ids) and {Queries.Valid}", new { ids, asOf }, ct)
            : [];
}
