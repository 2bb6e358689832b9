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
