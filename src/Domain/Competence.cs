using Supervision.Domain.Officers;

namespace Supervision.Domain;

/// <summary>
/// Who may act: the actor's mandate is judged on the day of the act, the recorder's on the day of recording.
/// </summary>
public static class Competence
{
    /// <summary>
    /// The rules that hold for every act: a known officer with a valid mandate; only a documented act may have occurred
    /// before today or be entered by another; nothing occurs in the future.
    /// </summary>
    public static Refusal? Check(Command command, Facts facts, Context context)
    {
        if (context.OccurredOn > context.Today)
            return new Refusal("act.in_the_future", Law.Product, context.OccurredOn);
        if (context.Actor is Acting.Policy)
            return context.Recorder == context.Actor ? null : new Refusal("recorder.not_allowed", Law.Product);
        if (command is not IDocumented && context.OccurredOn != context.Today)
            return new Refusal("act.in_the_system_takes_no_date", Law.Product, context.OccurredOn);
        if (MandateOf(context.Actor, facts) is not { } actor)
            return new Refusal("mandate.unknown", Law.Product);
        if ((CheckValid(actor, context.OccurredOn, facts) ?? CheckRecorder(command, actor, facts, context))
            is { } refusal)
            return refusal;
        return command is IDocumented { Document: { } document } ? CheckDocument(document, facts, context) : null;
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
        if (body is { } wanted && mandate.Body != wanted)
            return new Refusal("mandate.other_body", Law.Product, mandate.Body, wanted);
        return mandate.Powers.Contains(power) ? null
            : new Refusal("mandate.lacks_power", Law.Product, mandate.Post, power);
    }

    /// <summary>The mandate that the actor acts under; null for a policy and an unknown mandate.</summary>
    public static Mandate? MandateOf(Acting acting, Facts facts) =>
        acting is Acting.Officer officer ? facts.Officer(officer.Id)?.Mandate(officer.Mandate) : null;

    /// <summary>The body that acts; null for a policy.</summary>
    public static BodyCode? BodyOf(Context context, Facts facts) => MandateOf(context.Actor, facts)?.Body;

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
        if (facts.Body(document.Issuer) is null)
            return new Refusal("body.unknown", Law.Product, document.Issuer);
        if (facts.Officer(document.Signer) is null)
            return new Refusal("officer.unknown", Law.Product);
        return facts.DocumentNumber(TakenNumber.StreamOf(number, document, facts)) is { } taken
            && !taken.IsOf(document)
            ? new Refusal("document.number_taken", Law.DocumentNumbers, document.Number, document.Issuer) : null;
    }

    private static Refusal? CheckValid(Mandate mandate, DateOnly day, Facts facts)
    {
        if (!mandate.IsValidOn(day))
            return new Refusal("mandate.not_valid_on_day", Law.Product, mandate.Post, day);
        return mandate.Delegator is { } delegator && MandateOf(delegator, facts)?.IsValidOn(day) != true
            ? new Refusal("mandate.delegation_ended", Law.Product, mandate.Post, day) : null;
    }

    private static Refusal? CheckRecorder(Command command, Mandate actor, Facts facts, Context context)
    {
        if (context.Recorder == context.Actor)
            return CheckValid(actor, context.Today, facts);
        if (command is not IDocumented)
            return new Refusal("recorder.not_allowed", Law.Product);
        if (MandateOf(context.Recorder, facts) is not { } recorder)
            return new Refusal("mandate.unknown", Law.Product);
        if (CheckValid(recorder, context.Today, facts) is { } refusal)
            return refusal;
        return recorder.Powers.Contains(Power.Record) && recorder.Body == actor.Body
            ? null : new Refusal("recorder.not_competent", Law.Product, recorder.Post, actor.Body);
    }
}
