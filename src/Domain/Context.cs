namespace Supervision.Domain;

/// <summary>In what capacity an officer signs (30/2020/NĐ-CP; 36-HD/VPTW).</summary>
public enum Capacity
{
    /// <summary>For himself, by his own mandate.</summary>
    Self,

    /// <summary>Thay mặt: for a collective.</summary>
    TM,

    /// <summary>Ký thay: for the head.</summary>
    KT,

    /// <summary>Thừa lệnh: by order.</summary>
    TL,

    /// <summary>Thừa ủy quyền: by delegation.</summary>
    TUQ,

    /// <summary>Quyền: acting head.</summary>
    Q,
}

/// <summary>
/// Whose act it is, or who enters it: an officer under one of his mandates, or a policy of the program.
/// </summary>
public abstract record Acting
{
    private Acting()
    {
    }

    /// <summary>An officer under this mandate.</summary>
    public sealed record Officer(OfficerId Id, MandateId Mandate) : Acting;

    /// <summary>A policy of the program, e.g. <c>obligations</c>; it has no mandate.</summary>
    public sealed record Policy(string Name) : Acting;

    /// <summary>
    /// The setting up of a ledger: bodies and the administrators, until these have adopted the first rules, and again
    /// whenever nobody may administer.
    /// </summary>
    public static readonly Acting Setup = new Policy("setup");

    /// <summary>The clock of obligations: missed, cleared, reminders, escalation.</summary>
    public static readonly Acting Obligations = new Policy("obligations");

    /// <summary>A new calendar's effect on due days.</summary>
    public static readonly Acting Calendar = new Policy("calendar");

    /// <summary>What a merged or dissolved body left open passes to its successor.</summary>
    public static readonly Acting Succession = new Policy("succession");
}

/// <summary>
/// What a decider knows beside the streams. <c>Today</c> is the day in Asia/Ho_Chi_Minh, whatever the machine's zone;
/// <c>OccurredOn</c> is the day of the act: today for an act in the system, the document's day for a documented one.
/// </summary>
public sealed record Context(DateOnly Today, DateOnly OccurredOn, Acting Actor, Acting Recorder, Capacity Capacity);
