namespace Supervision.Projections.Reviews;

/// <summary>A reviewer's session.</summary>
public sealed record ReviewRow
{
    public required Guid Id { get; init; }

    /// <summary>The reviewing body.</summary>
    public required string Body { get; init; }
    public required string Scope { get; init; }

    /// <summary>Size of the tree head that was looked at.</summary>
    public required long LedgerSize { get; init; }

    /// <summary>Its root in hex.</summary>
    public required string LedgerRoot { get; init; }
    public required int Questions { get; init; }
    public required int OpenQuestions { get; init; }
    public required bool Concluded { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>The reviews.</summary>
public sealed class ReviewRegister
{
    private readonly Queries queries;

    internal ReviewRegister(Queries queries) => this.queries = queries;

    /// <summary>All of them, by their ids.</summary>
    public Task<IReadOnlyList<ReviewRow>> AllAsync(long asOf, CancellationToken ct = default) =>
        queries.ListAsync<ReviewRow>(
            $"select * from views.review where {Queries.Valid} order by key limit {Queries.RowsMax}",
            new { asOf }, ct);

    public Task<ReviewRow?> OneAsync(Guid id, long asOf, CancellationToken ct = default) =>
        queries.OneAsync<ReviewRow>($"select * from views.review where key = @key and {Queries.Valid}",
            new { key = "review-" + id.ToString("D"), asOf }, ct);
}
