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
