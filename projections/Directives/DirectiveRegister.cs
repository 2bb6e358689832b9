namespace Supervision.Projections.Directives;

/// <summary>A directive from above.</summary>
public sealed record DirectiveRow
{
    public required Guid Id { get; init; }

    /// <summary>The body at which it arrived.</summary>
    public required string Receiver { get; init; }
    public required string Issuer { get; init; }
    public required string TitleVi { get; init; }
    public required string TitleEn { get; init; }
    public required string DocumentNumber { get; init; }
    public required DateOnly DocumentDate { get; init; }

    /// <summary>Bodies that it was sent to, the receiver with them.</summary>
    public required int Recipients { get; init; }

    /// <summary>Of these, how many confirmed the receipt.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>Plans that carry it out.</summary>
    public required int Plans { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>The directives.</summary>
public sealed class DirectiveRegister
{
    private readonly Queries queries;

    internal DirectiveRegister(Queries queries) => this.queries = queries;

    /// <summary>All of them, by their ids.</summary>
    public Task<IReadOnlyList<DirectiveRow>> AllAsync(long asOf, CancellationToken ct = default) =>
        queries.ListAsync<DirectiveRow>(
            $"select * from views.directive where {Queries.Valid} order by key limit {Queries.RowsMax}",
            new { asOf }, ct);

    public Task<DirectiveRow?> OneAsync(Guid id, long asOf, CancellationToken ct = default) =>
        queries.OneAsync<DirectiveRow>($"select * from views.directive where key = @key and {Queries.Valid}",
            new { key = "directive-" + id.ToString("D"), asOf }, ct);
}
