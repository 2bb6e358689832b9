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

    /// <summary>The day from which it is no longer in force.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Number of the document that ended it.</summary>
    public string? EndedBy { get; init; }

    /// <summary>The directive in its place.</summary>
    public Guid? ReplacedBy { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}
