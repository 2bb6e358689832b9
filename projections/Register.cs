namespace Supervision.Projections;

/// <summary>The things of one noun, each a row of the table of that name.</summary>
public sealed class Register<T> where T : class
{
    private readonly Queries queries;
    private readonly string noun;

    internal Register(Queries queries, string noun) => (this.queries, this.noun) = (queries, noun);

    /// <summary>By their ids, at most <see cref="Views.ListRowsMax"/>.</summary>
    public Task<IReadOnlyList<T>> AllAsync(long asOf, CancellationToken ct = default) =>
        queries.ListAsync<T>(Queries.Standing(noun, "true", "key"), new { asOf }, ct);

    public Task<T?> OneAsync(Guid id, long asOf, CancellationToken ct = default) =>
        queries.ThingAsync<T>(noun, id, asOf, ct);
}
