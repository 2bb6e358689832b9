using Supervision.Domain.Proposals;

namespace Supervision.Projections.Proposals;

/// <summary>A proposal upward.</summary>
public sealed record ProposalRow
{
    public required Guid Id { get; init; }

    /// <summary>The body that made it.</summary>
    public required string MadeBy { get; init; }

    /// <summary>The body that has to answer, or answered.</summary>
    public required string Asked { get; init; }
    public required string Title { get; init; }

    /// <summary>The thing that it is about.</summary>
    public string? AboutStream { get; init; }
    public required ProposalStage Stage { get; init; }

    /// <summary>How often it was forwarded.</summary>
    public required int Forwarded { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>The proposals.</summary>
public sealed class ProposalRegister
{
    private readonly Queries queries;

    internal ProposalRegister(Queries queries) => this.queries = queries;

    /// <summary>All of them, by their ids.</summary>
    public Task<IReadOnlyList<ProposalRow>> AllAsync(long asOf, CancellationToken ct = default) =>
        queries.ListAsync<ProposalRow>(
            $"select * from views.proposal where {Queries.Valid} order by key limit {Queries.RowsMax}",
            new { asOf }, ct);

    public Task<ProposalRow?> OneAsync(Guid id, long asOf, CancellationToken ct = default) =>
        queries.OneAsync<ProposalRow>($"select * from views.proposal where key = @key and {Queries.Valid}",
            new { key = "proposal-" + id.ToString("D"), asOf }, ct);
}
