namespace Supervision.Domain;

public abstract record LedgerEvent : Event
{
    private LedgerEvent()
    {
    }

    /// <summary>The first entry: whose ledger it is, and whether its clock is real or simulated.</summary>
    public sealed record LedgerOpened(string Origin, bool SimulatedClock) : LedgerEvent;

    /// <summary>
    /// Mở gốc mới: the log goes on under another name and key, because the key before it has signed entries that were
    /// lost. Roots in base64 as in a checkpoint, keys as C2SP vkeys; see the ledger's README.
    /// </summary>
    public sealed record OriginOpened([property: Identifier] string Origin, [property: Identifier] string Key,
        [property: Identifier] string PreviousOrigin, [property: Identifier] string PreviousKey, long KnownSize,
        [property: Identifier] string KnownRoot, [property: Identifier] string KnownSha256, long ContinuedSize,
        [property: Identifier] string ContinuedRoot, string OpenedBy, [property: LongText] string Reason) : LedgerEvent;
}

/// <summary>What the first entry says.</summary>
public sealed record Opening(string Origin, bool SimulatedClock)
{
    /// <summary>The stream of the ledger about itself.</summary>
    public const string Stream = "ledger/opening";

    public static Opening Evolve(Opening? state, LedgerEvent e) => e switch
    {
        LedgerEvent.LedgerOpened opened => new(opened.Origin, opened.SimulatedClock),
        // Whose ledger it is does not change with the key that signs it.
        LedgerEvent.OriginOpened => state ?? throw Unknown.Event(e),
        _ => throw Unknown.Event(e),
    };
}

public abstract record RefusalEvent : Event
{
    private RefusalEvent()
    {
    }

    /// <summary>
    /// A recognised officer was refused: which command, by which rule. The command's content is not kept.
    /// </summary>
    public sealed record CommandRefused(string Command, string Code, string Document, string Article, string? About)
        : RefusalEvent;
}

/// <summary>How many refusals of an officer were recorded on a day.</summary>
public sealed record RefusalCount(int Count)
{
    /// <summary>Refusals recorded for an officer on one day; further ones are answered but not recorded.</summary>
    public const int PerDayMax = 200;

    /// <summary>The stream of the officer's refusals of the day.</summary>
    public static string Stream(OfficerId officer, DateOnly day) =>
        "refusals-" + officer.Value.ToString("D") + "-" + day.ToString("yyyy-MM-dd", null);

    public static RefusalCount Evolve(RefusalCount? state, RefusalEvent e) => e switch
    {
        RefusalEvent.CommandRefused => new((state?.Count ?? 0) + 1),
        _ => throw Unknown.Event(e),
    };
}
