using Supervision.Domain.Bodies;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;

namespace Supervision.Domain;

/// <summary>
/// Who may act: the actor's mandate is judged on the day of the act, the recorder's on the day of recording.
/// </summary>
public static class Competence
{
    // Each of them is adopted by an administrator; whichever comes first ends the setting up, as long as he may act.
    private static readonly string[] EndOfSetup = [RoleTables.Stream, RuleSets.Stream, Calendar.Stream];

    /// <summary>
    /// The rules that hold for every act: a known officer with a valid mandate; only a documented act may have occurred
    /// before today or be entered by another; nothing occurs in the future.
    /// </summary>
    public static Refusal? Check(Command command, Facts facts, Context context)
    {
        if (context.OccurredOn > context.Today)
            return new Refusal("act.in_the_future", Law.Product, context.OccurredOn);
        if (context.Actor is Acting.Policy)
        {
            return context.Recorder != context.Actor ? new Refusal("recorder.not_allowed", Law.Product)
                : CheckSetup(command, facts, context) ?? CheckDocument(command, facts, context);
        }

        if (!IsDocumented(command) && context.OccurredOn != context.Today)
            return new Refusal("act.in_the_system_takes_no_date", Law.Product, context.OccurredOn);
        if (MandateOf(context.Actor, facts) is not { } actor)
            return new Refusal("mandate.unknown", Law.Product);
        return CheckValid(context.Actor, context.OccurredOn, facts) ?? CheckRecorder(command, actor, facts, context)
            ?? CheckCapacity(command, actor, context) ?? CheckDocument(command, facts, context)
            ?? CheckNamed(command, facts, context)
            ?? Reach.Check(command, actor, OfficerOf(context.Actor, facts)!, facts, context.OccurredOn);
    }

    /// <summary>
    /// What holds for a body's own decision beside the limits of any document: the body issued it, and the officer
    /// whose act it is signed it.
    /// </summary>
    public static Refusal? CheckOwnDocument(Document document, Mandate mandate, Context context)
    {
        if (document.Issuer != mandate.Body && document.Issuer != mandate.DelegatedFrom)
            return new Refusal("document.not_of_the_body", Law.Product, document.Number, document.Issuer,
                mandate.Body);
        return context.Actor is Acting.Officer actor && document.Signer != actor.Id
            ? new Refusal("document.signer_is_another", Law.Product, document.Number) : null;
    }

    /// <summary>
    /// Null where the body, or one that it succeeded, issued the document; another of its officers may have signed it.
    /// </summary>
    public static Refusal? CheckDocumentOf(Document document, BodyCode body, Facts facts) =>
        StandsFor(document.Issuer, body, facts) ? null
            : new Refusal("document.not_of_the_body", Law.Product, document.Number, document.Issuer, body);

    /// <summary>A documented act cannot have occurred before the step that it rests on.</summary>
    public static Refusal? CheckOrder(Context context, DateOnly since) => context.OccurredOn >= since ? null
        : new Refusal("act.before_earlier_step", Law.Product, context.OccurredOn, since);

    /// <summary>Null where the actor's mandate has the power; in the body too where one is named.</summary>
    public static Refusal? Lacks(Facts facts, Context context, Power power, BodyCode? body = null)
    {
        if (context.Actor == Acting.Setup && power == Power.Administer)
            return null;
        if (MandateOf(context.Actor, facts) is not { } mandate)
            return new Refusal("mandate.unknown", Law.Product);
        if (body is { } wanted && !StandsFor(mandate.Body, wanted, facts))
            return new Refusal("mandate.other_body", Law.Product, mandate.Body, wanted);
        return mandate.Powers.Contains(power) ? null
            : new Refusal("mandate.lacks_power", Law.Product, mandate.Post, power);
    }

    /// <summary>Null where the actor's mandate has one of the powers; in the body too where one is named.</summary>
    public static Refusal? LacksAll(Facts facts, Context context, BodyCode? body, params IReadOnlyList<Power> powers)
    {
        var refusals = powers.Select(p => Lacks(facts, context, p, body)).ToList();
        return refusals.Contains(null) ? null : refusals[0];
    }

    /// <summary>
    /// Null where the actor acts for the body whose part it was on the day of the act: an officer of the successor had
    /// no mandate for it before the merger, nor has one of another body that was merged into it.
    /// </summary>
    /// <param name="first">Whose part it was first; a successor's may it be now.</param>
    /// <param name="facts">With the bodies.</param>
    /// <param name="context">Of the act.</param>
    public static Refusal? CheckStoodFor(BodyCode first, Facts facts, Context context)
    {
        if (MandateOf(context.Actor, facts) is not { } mandate)
            return null;
        var body = mandate.DelegatedFrom ?? mandate.Body;
        return Bodies.Body.On(first, context.OccurredOn, facts) is var then && then != body
            ? new Refusal("mandate.other_body", Law.Product, body, then) : null;
    }

    /// <summary>The mandate that the actor acts under; null for a policy and an unknown mandate.</summary>
    public static Mandate? MandateOf(Acting acting, Facts facts) =>
        acting is Acting.Officer officer ? facts.Officer(officer.Id)?.Mandate(officer.Mandate) : null;

    /// <summary>
    /// The body that acts; null for a policy. An act of a merged body that is recorded late is its successor's.
    /// </summary>
    public static BodyCode? BodyOf(Context context, Facts facts) =>
        MandateOf(context.Actor, facts) is { } mandate ? Bodies.Body.Current(mandate.Body, facts) : null;

    /// <summary>What any document of an act must be: its number, hash, day, issuer and signer.</summary>
    public static Refusal? CheckDocument(Document document, Facts facts, Context context)
    {
        if (DocumentNumber.Parse(document.Number) is not { } number)
            return new Refusal("document.number_wrong", Law.DocumentNumbers, document.Number);
        if (!Fields.IsSha256(document.Sha256))
            return new Refusal("document.hash_wrong", Law.Product, document.Number);
        if (document.Date > context.Today)
            return new Refusal("document.in_the_future", Law.Product, document.Number, document.Date);
        if (document.Date > context.OccurredOn)
            return new Refusal("document.later_than_act", Law.Product, document.Number, document.Date,
                context.OccurredOn);
        if (Bodies.Body.CheckStands(document.Issuer, document.Date, facts) is { } gone)
            return gone;
        if (CheckSigner(document, facts) is { } refusal)
            return refusal;
        return facts.DocumentNumber(TakenNumber.StreamOf(number, document, facts)) is { } taken
            && !taken.IsOf(document)
            ? new Refusal("document.number_taken", Law.DocumentNumbers, document.Number, document.Issuer) : null;
    }

    /// <summary>Whether the body is the other one, or the one that the other succeeded.</summary>
    public static bool StandsFor(BodyCode body, BodyCode other, Facts facts) =>
        body == other || Bodies.Body.Current(body, facts) == other;

    /// <summary>
    /// Whether he holds a post of his own, not a delegated mandate, in the body on the day, or in one that it succeeded
    /// and that stood on that day.
    /// </summary>
    public static bool HasPostIn(Officer officer, BodyCode body, DateOnly day, Facts facts) =>
        officer.Mandates.Any(m => IsPostIn(m, body, day, facts));

    /// <summary>
    /// Who acts for a body by delegation holds a post of his own there, as long as he does: no power is lent to who
    /// does not belong to it.
    /// </summary>
    public static Refusal? CheckDelegate(Officer officer, BodyCode body, DateOnly day, Facts facts) =>
        HasPostIn(officer, body, day, facts) ? null
            : new Refusal("mandate.delegate_without_post", Law.Product, officer.Name, body, day);

    /// <summary>Whether the mandate is such a post.</summary>
    public static bool IsPostIn(Mandate mandate, BodyCode body, DateOnly day, Facts facts) =>
        mandate.Delegator is null && mandate.IsValidOn(day) && StandsFor(mandate.Body, body, facts)
        && facts.Body(mandate.Body)?.StandsOn(day) != false;

    // A post in the issuing body on the document's day, or a part of one that was delegated to him (TUQ.) and did not
    // rest: with that he signs for who delegated, and not for the body in which he uses it. And not suspended on that
    // day, whoever he signs for.
    private static Refusal? CheckSigner(Document document, Facts facts)
    {
        if (facts.Officer(document.Signer) is not { } signer)
            return new Refusal("officer.unknown", Law.Product);
        if (signer.IsSuspendedOn(document.Date))
            return new Refusal("document.signer_suspended", Law.DocumentNumbers, document.Number, signer.Name,
                document.Date);
        return signer.Mandates.Any(m => (m.DelegatedFrom ?? m.Body) == document.Issuer
            && CheckValid(new Acting.Officer(signer.Id, m.Id), document.Date, facts) is null) ? null
            : new Refusal("document.signer_without_post", Law.DocumentNumbers, document.Number, signer.Name,
                document.Issuer, document.Date);
    }

    private static Officer? OfficerOf(Acting acting, Facts facts) =>
        acting is Acting.Officer officer ? facts.Officer(officer.Id) : null;

    // An appointment without a document is entered by the administrator as his own act in the system.
    private static bool IsDocumented(Command command) =>
        command is IDocumented and not OfficerCommand.AppointOfficer { Document: null };

    // What an empty ledger needs before an administrator can act, and one that has lost its last: somebody acts until
    // the first rules stand, and after them whenever nobody may administer.
    private static Refusal? CheckSetup(Command command, Facts facts, Context context)
    {
        if (context.Actor != Acting.Setup)
            return null;
        if (command is not (BodyCommand.RegisterBody or OfficerCommand.RegisterOfficer
            or OfficerCommand.AppointOfficer { Powers: [Power.Administer], Role: null, Document: null }))
            return new Refusal("setup.not_part_of_it", Law.Product);
        if (context.OccurredOn != context.Today)
            return new Refusal("act.in_the_system_takes_no_date", Law.Product, context.OccurredOn);
        return EndOfSetup.Any(facts.Exists) && MaySomebodyAdminister(context.Today, facts)
            ? new Refusal("setup.ended", Law.Product) : null;
    }

    // Without a list the ledger is older than it, and has the administrator that adopted its rules, or had.
    private static bool MaySomebodyAdminister(DateOnly day, Facts facts) =>
        facts.Administrators() is not { } list || list.Listed.Any(a => CheckValid(a, day, facts) is null);

    // The officer is not suspended, the mandate holds, its body stands, and so for the mandate that it comes from.
    private static Refusal? CheckValid(Acting acting, DateOnly day, Facts facts)
    {
        if (MandateOf(acting, facts) is not { } mandate)
            return new Refusal("mandate.unknown", Law.Product);
        if (OfficerOf(acting, facts)!.IsSuspendedOn(day))
            return new Refusal("officer.suspended", Law.Product, OfficerOf(acting, facts)!.Name, day);
        if (!mandate.IsValidOn(day))
            return new Refusal("mandate.not_valid_on_day", Law.Product, mandate.Post, day);
        if (facts.Body(mandate.Body) is not null && Bodies.Body.CheckStands(mandate.Body, day, facts) is { } gone)
            return gone;
        if (mandate.Delegator is not { } delegator)
            return null;
        return CheckValid(delegator, day, facts) is not null
            ? new Refusal("mandate.delegation_ended", Law.Product, mandate.Post, day)
            : CheckDelegate(OfficerOf(acting, facts)!, mandate.Body, day, facts);
    }

    private static Refusal? CheckRecorder(Command command, Mandate actor, Facts facts, Context context)
    {
        if (context.Recorder == context.Actor)
            return CheckValid(context.Actor, context.Today, facts);
        if (!IsDocumented(command))
            return new Refusal("recorder.not_allowed", Law.Product);
        if (CheckValid(context.Recorder, context.Today, facts) is { } refusal)
            return refusal;
        var recorder = MandateOf(context.Recorder, facts)!;
        return recorder.Powers.Contains(Power.Record) && StandsFor(actor.Body, recorder.Body, facts)
            ? null : new Refusal("recorder.not_competent", Law.Product, recorder.Post, actor.Body);
    }

    // TUQ. is the mark of a delegate, and what he signs bears no other; the other marks are those of his mandate.
    private static Refusal? CheckCapacity(Command command, Mandate mandate, Context context)
    {
        if (mandate.Delegator is null && context.Capacity == Capacity.TUQ)
            return new Refusal("capacity.not_delegated", Law.DocumentNumbers, mandate.Post, Capacity.TUQ);
        if (mandate.Delegator is not null && context.Capacity != Capacity.TUQ
            && command is IDocumented { Document: not null })
            return new Refusal("capacity.delegate_signs_so", Law.DocumentNumbers, mandate.Post, Capacity.TUQ);
        return mandate.Capacities.Contains(context.Capacity) ? null
            : new Refusal("capacity.not_of_mandate", Law.DocumentNumbers, mandate.Post, context.Capacity);
    }

    // Nothing new names a body that no longer stands; what occurred before may, and what closes an old thing must.
    private static Refusal? CheckNamed(Command command, Facts facts, Context context) =>
        command is BodyCommand or SuccessionCommand or OfficerCommand.WithdrawConflict
            or Findings.FindingCommand.ResolveDissent ? null : BodyCodes.Of(command)
            .Where(code => facts.Body(code) is not null)
            .Select(code => Bodies.Body.CheckStands(code, context.OccurredOn, facts))
            .FirstOrDefault(refusal => refusal is not null);

    private static Refusal? CheckDocument(Command command, Facts facts, Context context) =>
        command is IDocumented { Document: { } document } ? CheckDocument(document, facts, context) : null;
}
