namespace Supervision.Domain;

public abstract record LedgerEvent : Event
{
    private LedgerEvent()
    {
    }

    /// <summary>The first entry: whose ledger it is, and whether its clock is real or simulated.</summary>
    public sealed record LedgerOpened(string Origin, bool SimulatedClock) : LedgerEvent;
}

/// <summary>What the first entry says.</summary>
public sealed record Opening(string Origin, bool SimulatedClock)
{
    /// <summary>The stream of the ledger about itself.</summary>
    public const string Stream = "ledger/opening";

    public static Opening Evolve(Opening? state, LedgerEvent e) => e switch
    {
        LedgerEvent.LedgerOpened opened => new(opened.Origin, opened.SimulatedClock),
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
