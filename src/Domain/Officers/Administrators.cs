namespace Supervision.Domain.Officers;

public abstract record AdministratorEvent : Event
{
    private AdministratorEvent()
    {
    }

    /// <summary>
    /// Ghi vào danh sách quản trị: the mandate gives the power to administer. Recorded with its appointment, so that
    /// the stream's version guards who may administer at all.
    /// </summary>
    [Documented]
    public sealed record AdministratorListed(OfficerId Officer, MandateId Mandate) : AdministratorEvent;
}

/// <summary>
/// The appointments with the power to administer, also those that have ended, oldest first. A delegated one holds only
/// while the one it comes from does, and is not listed.
/// </summary>
public sealed record Administrators(IReadOnlyList<Acting.Officer> Listed)
{
    /// <summary>The one stream of all administrators.</summary>
    public const string Stream = "administrators";

    public static Administrators Evolve(Administrators? state, AdministratorEvent e) => e switch
    {
        AdministratorEvent.AdministratorListed l => new([.. state?.Listed ?? [], new(l.Officer, l.Mandate)]),
        _ => throw Unknown.Event(e),
    };

    /// <summary>
    /// Lists who was appointed, and before him who appointed him: in a ledger that is older than the list he is not
    /// there yet.
    /// </summary>
    internal static IEnumerable<StreamEvent> List(Acting.Officer appointed, Acting by, Facts facts)
    {
        Acting? appointing = Competence.MandateOf(by, facts)?.Delegator ?? by;
        return new[] { appointing, appointed }.OfType<Acting.Officer>()
            .Except(facts.Administrators()?.Listed ?? [])
            .Select(a => new StreamEvent(Stream, new AdministratorEvent.AdministratorListed(a.Id, a.Mandate)));
    }
}
