using Supervision.Domain.Officers;

namespace Supervision.Domain.Bodies;

/// <summary>What a body is called from a day on.</summary>
public sealed record BodyName(string Vi, string En, DateOnly From);

/// <summary>Which body stands in the place of another from a day on, and by which document.</summary>
public sealed record Succession(BodyCode Successor, DateOnly From, Document Document);

/// <summary>A body: its kind, who manages it directly, and the Party organisation that leads it.</summary>
public sealed record Body(BodyCode Code, BodyKind Kind, BodyCode? ManagedBy, BodyCode? PartyOrganisation)
{
    /// <summary>Its names, by the days from which they hold.</summary>
    public IReadOnlyList<BodyName> Names { get; init; } = [];

    /// <summary>What became of it when it was merged or dissolved; null while it stands.</summary>
    public Succession? Succession { get; init; }

    /// <summary>The day on which it was registered; it may be older than that.</summary>
    public DateOnly FirstDay => Names[0].From;

    /// <summary>The name that it had on the day; before its first day the first one.</summary>
    public BodyName NameOn(DateOnly day) => Names.LastOrDefault(n => n.From <= day) ?? Names[0];

    /// <summary>Whether it stands on the day, neither merged nor dissolved.</summary>
    public bool StandsOn(DateOnly day) => Succession is not { } over || day < over.From;

    /// <summary>The next state; <paramref name="on"/> is the day that the event occurred.</summary>
    public static Body Evolve(Body? state, BodyEvent e, DateOnly on) => e switch
    {
        BodyEvent.BodyRegistered r => new(r.Code, r.Kind, r.ManagedBy, r.PartyOrganisation)
        {
            Names = [new BodyName(r.NameVi, r.NameEn, on)],
        },
        BodyEvent.BodyPaired p => state! with { PartyOrganisation = p.PartyOrganisation },
        BodyEvent.BodyPlaced m => state! with { ManagedBy = m.ManagedBy },
        BodyEvent.BodyRenamed r => state! with
        {
            Names = [.. state.Names.Append(new BodyName(r.NameVi, r.NameEn, r.FromDay)).OrderBy(n => n.From)],
        },
        BodyEvent.BodyMerged m => state! with { Succession = new(m.Successor, m.FromDay, m.Document) },
        BodyEvent.BodyDissolved d => state! with { Succession = new(d.Successor, d.FromDay, d.Document) },
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(BodyCommand command, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Administer) is { } lacking)
            return lacking;
        if (command is BodyCommand.RegisterBody register)
            return Register(register, facts, context);
        if (CheckStands(command.Code, context.OccurredOn, facts) is { } gone)
            return gone;
        var body = facts.Body(command.Code)!;
        return command switch
        {
            BodyCommand.PairBody c => Pair(c, body, facts, context),
            BodyCommand.PlaceBody c => Place(c, body, facts, context),
            BodyCommand.RenameBody c => Rename(c, body, facts, context),
            BodyCommand.MergeBody c =>
                CheckSuccessor(c.Successor, body, c.Document, facts, context) is { } refusal ? refusal
                    : Answer.Record(c.Code.Stream,
                        new BodyEvent.BodyMerged(c.Successor, context.OccurredOn, c.Document)),
            BodyCommand.DissolveBody c =>
                CheckSuccessor(c.Successor, body, c.Document, facts, context) is { } refusal ? refusal
                    : Answer.Record(c.Code.Stream,
                        new BodyEvent.BodyDissolved(c.Successor, context.OccurredOn, c.Document)),
            _ => throw Unknown.Command(command),
        };
    }

    /// <summary>
    /// Null where the body is known and stands on the day; otherwise the refusal that names its successor.
    /// </summary>
    public static Refusal? CheckStands(BodyCode code, DateOnly day, Facts facts) => facts.Body(code) switch
    {
        null => new Refusal("body.unknown", Law.Product, code),
        { Succession: { } over } when day >= over.From =>
            new Refusal("body.dissolved", Law.Product, code, over.From, Current(code, facts)),
        _ => null,
    };

    /// <summary>The body that stands for this one now: itself, or the last of its successors.</summary>
    public static BodyCode Current(BodyCode code, Facts facts) => On(code, DateOnly.MaxValue, facts);

    /// <summary>The body that stood for this one on the day.</summary>
    public static BodyCode On(BodyCode code, DateOnly day, Facts facts)
    {
        // It ends: a successor stood when it became one, so no chain comes back to its beginning.
        while (facts.Body(code)?.Succession is { } over && over.From <= day)
            code = over.Successor;
        return code;
    }

    /// <summary>The body that manages this one now; a body that took over its own manager has none.</summary>
    public static BodyCode? ManagerOf(BodyCode code, Facts facts) =>
        facts.Body(code)?.ManagedBy is { } manager && Current(manager, facts) is var current && current != code
            ? current : null;

    /// <summary>The Party organisation that leads this body now.</summary>
    public static BodyCode? PartyOf(BodyCode code, Facts facts) =>
        facts.Body(code)?.PartyOrganisation is { } party ? Current(party, facts) : null;

    /// <summary>
    /// Null where the body may lead what carries out a document of the issuer: a Party document binds a State body
    /// through the Party organisation that leads it, which must be known.
    /// </summary>
    public static Refusal? CheckPaired(BodyCode code, BodyCode issuer, Facts facts) =>
        facts.Body(issuer)?.Kind == BodyKind.Party && facts.Body(code) is { PartyOrganisation: null } body
            && body.Kind is BodyKind.State or BodyKind.Department or BodyKind.Inspectorate or BodyKind.Insurance
                or BodyKind.Council or BodyKind.Commune
            ? new Refusal("body.not_paired", Law.PlanImplementation, code, issuer) : null;

    /// <summary>
    /// Null where the document is of the body that manages this one, or of one above that: no body decides for itself
    /// what only its superiors may.
    /// </summary>
    public static Refusal? CheckSuperior(BodyCode code, Document document, Facts facts) =>
        ManagersOf(code, facts).Contains(Current(document.Issuer, facts)) ? null
            : new Refusal("body.not_by_its_superior", Law.Product, document.Number, document.Issuer, code);

    private static Answer Register(BodyCommand.RegisterBody c, Facts facts, Context context)
    {
        if (facts.Body(c.Code) is not null)
            return new Refusal("body.code_taken", Law.Product, c.Code);
        if (c.ManagedBy is { } manager
            && (CheckStands(manager, context.OccurredOn, facts) ?? CheckManager(manager, c.Code, c.Kind, facts))
                is { } unfit)
            return unfit;
        if (c.PartyOrganisation is { } party && CheckPair(c.Kind, party, facts, context) is { } wrong)
            return wrong;
        return Answer.Record(c.Code.Stream, new BodyEvent.BodyRegistered(
            c.Code, c.Kind, c.NameVi, c.NameEn, c.ManagedBy, c.PartyOrganisation));
    }

    private static Answer Pair(BodyCommand.PairBody c, Body body, Facts facts, Context context)
    {
        if (CheckPair(body.Kind, c.PartyOrganisation, facts, context) is { } wrong)
            return wrong;
        return body.PartyOrganisation == c.PartyOrganisation ? new Answer.Nothing()
            : Answer.Record(c.Code.Stream, new BodyEvent.BodyPaired(c.PartyOrganisation));
    }

    private static Refusal? CheckPair(BodyKind kind, BodyCode party, Facts facts, Context context)
    {
        if (CheckStands(party, context.OccurredOn, facts) is { } gone)
            return gone;
        if (facts.Body(party)!.Kind is not BodyKind.Party and var other)
            return new Refusal("body.not_a_party_organisation", Law.Product, party, other);
        return kind == BodyKind.Party ? new Refusal("body.party_is_not_paired", Law.Product, party) : null;
    }

    private static Answer Place(BodyCommand.PlaceBody c, Body body, Facts facts, Context context)
    {
        if (c.ManagedBy is { } manager)
        {
            if ((CheckStands(manager, context.OccurredOn, facts) ?? CheckManager(manager, c.Code, body.Kind, facts))
                is { } unfit)
                return unfit;
            if (manager == c.Code || ManagersOf(manager, facts).Contains(c.Code))
                return new Refusal("body.manager_cycle", Law.Product, manager, c.Code);
        }

        return body.ManagedBy == c.ManagedBy ? new Answer.Nothing()
            : Answer.Record(c.Code.Stream, new BodyEvent.BodyPlaced(c.ManagedBy));
    }

    // What the Party leads it leads through the body's Party organisation (CheckPair); it does not manage it.
    private static Refusal? CheckManager(BodyCode manager, BodyCode code, BodyKind kind, Facts facts)
    {
        var above = facts.Body(manager)!.Kind;
        return (kind == BodyKind.Party ? above != BodyKind.Party : above == BodyKind.Party && IsOfState(kind))
            ? new Refusal("body.manager_of_another_side", Law.Product, code, kind, manager, above) : null;
    }

    // Who manages a Council, a Front or a facility no law that we know denies a Party organisation.
    private static bool IsOfState(BodyKind kind) => kind is BodyKind.State or BodyKind.Department
        or BodyKind.Inspectorate or BodyKind.Insurance or BodyKind.Commune;

    private static Answer Rename(BodyCommand.RenameBody c, Body body, Facts facts, Context context)
    {
        if (CheckSuperior(body.Code, c.Document, facts) is { } foreign)
            return foreign;
        if (context.OccurredOn <= body.Names[^1].From)
            return new Refusal("body.renamed_before", Law.Product, context.OccurredOn, body.Names[^1].From);
        if ((c.NameVi, c.NameEn) == (body.Names[^1].Vi, body.Names[^1].En))
            return new Refusal("body.name_unchanged", Law.Product, c.Code, c.NameVi);
        return Answer.Record(c.Code.Stream,
            new BodyEvent.BodyRenamed(c.NameVi, c.NameEn, context.OccurredOn, c.Document));
    }

    // Both must stand now, and not only on the day: a body has one end, and no chain of successors is a circle.
    private static Refusal? CheckSuccessor(BodyCode successor, Body body, Document document, Facts facts,
        Context context)
    {
        if (CheckSuperior(body.Code, document, facts) is { } foreign)
            return foreign;
        if (successor == body.Code)
            return new Refusal("body.succeeds_itself", Law.Product, body.Code);
        if ((CheckStands(body.Code, DateOnly.MaxValue, facts) ?? CheckStands(successor, DateOnly.MaxValue, facts))
            is { } gone)
            return gone;
        var other = facts.Body(successor)!;
        if (new[] { body, other }.MaxBy(b => b.FirstDay)! is var later && context.OccurredOn < later.FirstDay)
            return new Refusal("body.ends_before_registered", Law.Product, context.OccurredOn, later.Code,
                later.FirstDay);
        // What a Party organisation leads and decides is not a State body's to take over, nor the other way round.
        return (body.Kind == BodyKind.Party) != (other.Kind == BodyKind.Party)
            ? new Refusal("body.successor_of_another_side", Law.Product, body.Code, body.Kind, successor, other.Kind)
            : null;
    }

    private static IEnumerable<BodyCode> ManagersOf(BodyCode code, Facts facts)
    {
        // Bounded by what was met: a merger may have made two bodies manage each other.
        var met = new HashSet<BodyCode> { code };
        for (var manager = ManagerOf(code, facts); manager is { } next && met.Add(next);
            manager = ManagerOf(next, facts))
            yield return next;
    }
}
