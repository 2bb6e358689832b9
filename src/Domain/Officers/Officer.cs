namespace Supervision.Domain.Officers;

/// <summary>
/// A mandate: a post in a body with powers, from a day to a day (both within). A delegated one names the body of the
/// mandate that it comes from, cannot be passed on, and holds only while that mandate does.
/// </summary>
public sealed record Mandate(MandateId Id, BodyCode Body, string Post, IReadOnlyList<Power> Powers,
    DateOnly From, DateOnly? To, BodyCode? DelegatedFrom = null, Acting.Officer? Delegator = null)
{
    /// <summary>In which capacities he signs under it; himself always, a delegate by delegation (TUQ).</summary>
    public IReadOnlyList<Capacity> Capacities { get; init; } = [Capacity.Self];

    /// <summary>The bodies that it lets him act upon; none named: any.</summary>
    public IReadOnlyList<BodyCode> Scope { get; init; } = [];

    public bool IsValidOn(DateOnly day) => From <= day && (To is not { } to || day <= to);

    /// <summary>Whether it holds on a day of these; one that was revoked before it began never does.</summary>
    public bool HoldsWithin(DateOnly first, DateOnly? last) =>
        !(To < From) && !(To < first) && (last is not { } end || From <= end);
}

/// <summary>A span in which the officer neither acts nor records; the day that it ends he does again.</summary>
public sealed record Suspension(DateOnly From, DateOnly? Until);

/// <summary>A declared conflict of interest with a body, until the day that it was withdrawn.</summary>
public sealed record Conflict(BodyCode With, DateOnly From, DateOnly? Until);

/// <summary>An officer and the mandates that he holds or held.</summary>
public sealed record Officer(OfficerId Id, string Name, BodyCode Body, IReadOnlyList<Mandate> Mandates)
{
    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];

    public Mandate? Mandate(MandateId id) => Mandates.FirstOrDefault(m => m.Id == id);

    /// <summary>Whether a mandate in the body gives the power on the day; a suspended officer holds none.</summary>
    public bool Holds(Power power, BodyCode body, DateOnly day) => !IsSuspendedOn(day)
        && Mandates.Any(m => m.Body == body && m.IsValidOn(day) && m.Powers.Contains(power));

    public bool IsSuspendedOn(DateOnly day) =>
        Suspensions.Any(s => s.From <= day && (s.Until is not { } until || day < until));

    /// <summary>The bodies that he has declared a conflict with, on the day.</summary>
    public IEnumerable<BodyCode> InConflictWithOn(DateOnly day) => Conflicts
        .Where(c => c.From <= day && (c.Until is not { } until || day < until)).Select(c => c.With);

    /// <summary>The next state; <paramref name="on"/> is the day that the event occurred.</summary>
    public static Officer Evolve(Officer? state, OfficerEvent e, DateOnly on) => e switch
    {
        OfficerEvent.OfficerRegistered r => new(r.Officer, r.Name, r.Body, []),
        OfficerEvent.OfficerAppointed a => state!.With(
            new Mandate(a.Mandate, a.Body, a.Post, a.Powers, a.From, a.To)
            {
                Capacities = [.. (a.Capacities ?? []).Prepend(Capacity.Self).Distinct()],
                Scope = a.Scope ?? [],
            }),
        OfficerEvent.MandateDelegated d => state!.With(
            new Mandate(d.Mandate, d.Body, d.Post, d.Powers, d.FromDay, d.ToDay, d.FromBody,
                new Acting.Officer(d.Delegator, d.From))
            {
                Capacities = [Capacity.Self, Capacity.TUQ],
                Scope = d.Scope ?? [],
            }),
        OfficerEvent.MandateRevoked r => state! with
        {
            Mandates = [.. state.Mandates.Select(m => m.Id == r.Mandate ? m with { To = r.LastDay } : m)],
        },
        OfficerEvent.AccountSuspended s => state! with
        {
            // An earlier day takes the place of the one that was set.
            Suspensions = [.. state.Suspensions.Where(x => x.Until is not null), new Suspension(s.FromDay, null)],
        },
        OfficerEvent.AccountReinstated r => state! with
        {
            Suspensions = [.. state.Suspensions.Select(s => s.Until is null ? s with { Until = r.FromDay } : s)],
        },
        OfficerEvent.ConflictDeclared c => state! with { Conflicts = [.. state.Conflicts, new(c.With, on, null)] },
        OfficerEvent.ConflictWithdrawn w => state! with
        {
            Conflicts = [.. state.Conflicts.Select(c => c.With == w.With && c.Until is null
                ? c with { Until = on } : c)],
        },
        _ => throw Unknown.Event(e),
    };

    private Officer With(Mandate mandate) => this with { Mandates = [.. Mandates, mandate] };
}
