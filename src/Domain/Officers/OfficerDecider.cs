using Supervision.Domain.Bodies;

namespace Supervision.Domain.Officers;

/// <summary>The rules of officers: registered, appointed, delegated to, suspended, in conflict of interest.</summary>
public static class OfficerDecider
{
    public static Answer Decide(OfficerCommand command, Facts facts, Context context) => command switch
    {
        OfficerCommand.RegisterOfficer c => Register(c, facts, context),
        OfficerCommand.AppointOfficer c => Appoint(c, facts, context),
        OfficerCommand.DelegateMandate c => Delegate(c, facts, context),
        OfficerCommand.RevokeMandate c => Revoke(c, facts, context),
        OfficerCommand.SuspendAccount c => Suspend(c, facts, context),
        OfficerCommand.ReinstateAccount c => Reinstate(c, facts, context),
        OfficerCommand.DeclareConflict c => Declare(c, facts, context),
        OfficerCommand.WithdrawConflict c => Withdraw(c, facts, context),
        _ => throw Unknown.Command(command),
    };

    private static Answer Register(OfficerCommand.RegisterOfficer c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Administer) is { } refusal)
            return refusal;
        if (facts.Officer(c.Officer) is not null)
            return new Refusal("officer.already_registered", Law.Product);
        if (Body.CheckStands(c.Body, context.OccurredOn, facts) is { } unknown)
            return unknown;
        return Answer.Record(Facts.StreamOf(c.Officer), new OfficerEvent.OfficerRegistered(c.Officer, c.Name, c.Body));
    }

    private static Answer Appoint(OfficerCommand.AppointOfficer c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Administer) is { } refusal)
            return refusal;
        if (c.Role is not null && c.Powers.Count > 0)
            return new Refusal("role.or_powers", Law.Product, c.Role);
        // Without a document the act is today's, so that nothing makes a mandate of the past but what was signed then.
        if ((c.Document is null ? context.Today : context.OccurredOn) is var first && c.From < first)
            return new Refusal("mandate.begins_before", Law.Product, c.From, first);
        if (CheckAppointed(c, facts, context) is { } himself)
            return himself;
        var table = c.Role is null ? null : facts.RoleTables().On(context.OccurredOn);
        if (c.Role is { } role && table?.Roles.All(r => r.Role != role) != false)
            return new Refusal("role.not_in_table", Law.Product, role);
        var powers = table?.Roles.First(r => r.Role == c.Role).Powers ?? c.Powers;
        if ((CheckNewMandate(c.Officer, c.Mandate, c.Body, powers, c.From, c.To, facts, context)
            ?? CheckScope(c.Scope, facts, context) ?? CheckCapacities(c, facts)) is { } wrong)
            return wrong;
        var appointed = new StreamEvent(Facts.StreamOf(c.Officer), new OfficerEvent.OfficerAppointed(c.Mandate, c.Body,
            c.Post, powers, c.From, c.To, c.Document, c.Role, table?.Version, c.Capacities, c.Scope));
        return powers.Contains(Power.Administer)
            ? Answer.Record([appointed, .. Administrators.List(new(c.Officer, c.Mandate), context.Actor, facts)])
            : Answer.Record([appointed]);
    }

    // Who administers enters what another decided; upon himself only what another has signed.
    private static Refusal? CheckAppointed(OfficerCommand.AppointOfficer c, Facts facts, Context context) =>
        context.Actor is Acting.Officer actor && actor.Id == c.Officer
            && (c.Document is not { } document || document.Signer == actor.Id)
            ? new Refusal("mandate.appointed_to_himself", Law.Product, facts.Officer(actor.Id)!.Name) : null;

    // TM. stands for a collective, KT. for the head by his deputy, Q. for an acting head, TUQ. only by delegation.
    private static Refusal? CheckCapacities(OfficerCommand.AppointOfficer c, Facts facts)
    {
        var capacities = c.Capacities ?? [];
        if (capacities.Contains(Capacity.TUQ))
            return new Refusal("capacity.not_delegated", Law.DocumentNumbers, c.Post, Capacity.TUQ);
        if (capacities.Contains(Capacity.TM) && facts.Body(c.Body)!.Kind is not (BodyKind.Party or BodyKind.State
            or BodyKind.Commune or BodyKind.Council or BodyKind.Front))
            return new Refusal("capacity.not_collective", Law.DocumentNumbers, c.Body, Capacity.TM);
        return capacities.Contains(Capacity.KT) && capacities.Contains(Capacity.Q)
            ? new Refusal("capacity.deputy_or_acting", Law.DocumentNumbers, c.Post) : null;
    }

    private static Answer Delegate(OfficerCommand.DelegateMandate c, Facts facts, Context context)
    {
        if (context.Actor is not Acting.Officer actor || facts.Officer(actor.Id)?.Mandate(actor.Mandate) is not { } own)
            return new Refusal("mandate.unknown", Law.Product);
        if (own.DelegatedFrom is not null)
            return new Refusal("mandate.sub_delegation", Law.Product, own.Post);
        if (c.Officer == actor.Id)
            return new Refusal("mandate.delegated_to_himself", Law.Product, facts.Officer(actor.Id)!.Name);
        if (c.Powers.Except(own.Powers).ToList() is { Count: > 0 } beyond)
            return new Refusal("mandate.beyond_own_powers", Law.Product, beyond);
        if (c.Powers.Where(p => p is Power.Review or Power.Direct).ToList() is { Count: > 0 } personal)
            return new Refusal("mandate.not_delegable", Law.Product, personal);
        // An officer of another body acts for that body: of what the delegator may do there, only this makes sense.
        if (c.Body != own.Body && c.Powers.Where(p => p != Power.RequireRemediation).ToList() is { Count: > 0 } others)
            return new Refusal("mandate.not_for_another_body", Law.Product, others, c.Body);
        if (Competence.CheckOwnDocument(c.Document, own, context) is { } foreign)
            return foreign;
        if (c.From < context.OccurredOn || (own.To is { } end && c.To > end))
            return new Refusal("mandate.beyond_own_time", Law.Product, c.From, c.To);
        // None named is the delegator's own, and never any body.
        var scope = c.Scope is { Count: > 0 } named ? named : own.Scope;
        if (own.Scope.Count > 0 && scope.Except(own.Scope).ToList() is { Count: > 0 } wider)
            return new Refusal("mandate.beyond_own_scope", Law.Product, wider);
        if ((CheckNewMandate(c.Officer, c.Mandate, c.Body, c.Powers, c.From, c.To, facts, context)
            ?? CheckScope(c.Scope, facts, context)
            ?? Competence.CheckDelegate(facts.Officer(c.Officer)!, c.Body, c.From, facts)) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(c.Officer), new OfficerEvent.MandateDelegated(c.Mandate, actor.Id, own.Id,
            own.Body, c.Body, c.Post, c.Powers, c.From, c.To, c.Document,
            scope.Count > 0 ? scope : null));
    }

    // A body that the ledger does not know would be nobody, and a mandate for nobody a mistake.
    private static Refusal? CheckScope(IReadOnlyList<BodyCode>? scope, Facts facts, Context context) => (scope ?? [])
        .Select(b => Body.CheckStands(b, context.OccurredOn, facts)).FirstOrDefault(r => r is not null);

    private static Answer Revoke(OfficerCommand.RevokeMandate c, Facts facts, Context context)
    {
        var mandate = facts.Officer(c.Officer)?.Mandate(c.Mandate);
        // Who delegated takes back what he gave.
        var isOwn = mandate?.Delegator is { } delegator && context.Actor is Acting.Officer actor
            && actor.Id == delegator.Id;
        if (!isOwn && Competence.Lacks(facts, context, Power.Administer) is { } refusal)
            return refusal;
        if (!isOwn && CheckNotOwn(c.Officer, facts, context) is { } own)
            return own;
        if (mandate is null)
            return new Refusal("mandate.unknown", Law.Product);
        if (mandate.To is { } to && to <= c.LastDay)
            return new Answer.Nothing();
        // Before its first day it never holds.
        if (c.LastDay < context.Today.AddDays(-1))
            return new Refusal("mandate.revoked_in_the_past", Law.Product, c.LastDay);
        return Answer.Record(Facts.StreamOf(c.Officer),
            new OfficerEvent.MandateRevoked(c.Mandate, c.LastDay, c.Reason));
    }

    private static Answer Suspend(OfficerCommand.SuspendAccount c, Facts facts, Context context)
    {
        if (CheckAccount(c.Officer, c.FromDay, facts, context) is { } refusal)
            return refusal;
        return facts.Officer(c.Officer)!.Suspensions.Any(s => s.Until is null && s.From <= c.FromDay)
            ? new Answer.Nothing()
            : Answer.Record(Facts.StreamOf(c.Officer), new OfficerEvent.AccountSuspended(c.FromDay, c.Reason));
    }

    private static Answer Reinstate(OfficerCommand.ReinstateAccount c, Facts facts, Context context)
    {
        if (CheckAccount(c.Officer, c.FromDay, facts, context) is { } refusal)
            return refusal;
        return facts.Officer(c.Officer)!.Suspensions.All(s => s.Until is not null) ? new Answer.Nothing()
            : Answer.Record(Facts.StreamOf(c.Officer), new OfficerEvent.AccountReinstated(c.FromDay, c.Reason));
    }

    private static Refusal? CheckAccount(OfficerId officer, DateOnly from, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Administer) is { } refusal)
            return refusal;
        if (facts.Officer(officer) is null)
            return new Refusal("officer.unknown", Law.Product);
        if (CheckNotOwn(officer, facts, context) is { } own)
            return own;
        return from < context.Today ? new Refusal("officer.suspension_in_the_past", Law.Product, from) : null;
    }

    // The last administrator could not be brought back by anybody; and who is to be suspended does not lift it himself.
    private static Refusal? CheckNotOwn(OfficerId officer, Facts facts, Context context) =>
        context.Actor is Acting.Officer actor && actor.Id == officer
            ? new Refusal("officer.own_account", Law.Product, facts.Officer(officer)!.Name) : null;

    private static Answer Declare(OfficerCommand.DeclareConflict c, Facts facts, Context context)
    {
        if (context.Actor is not Acting.Officer actor || facts.Officer(actor.Id) is not { } officer)
            return new Refusal("mandate.unknown", Law.Product);
        if (Body.CheckStands(c.With, context.OccurredOn, facts) is { } unknown)
            return unknown;
        return officer.InConflictWithOn(context.OccurredOn).Contains(c.With) ? new Answer.Nothing()
            : Answer.Record(Facts.StreamOf(actor.Id), new OfficerEvent.ConflictDeclared(c.With, c.Reason));
    }

    // He declares it himself; that it is over is for the head of his body to say.
    private static Answer Withdraw(OfficerCommand.WithdrawConflict c, Facts facts, Context context)
    {
        if (facts.Officer(c.Officer) is not { } officer)
            return new Refusal("officer.unknown", Law.Product);
        if (context.Actor is Acting.Officer actor && actor.Id == c.Officer)
            return new Refusal("officer.own_conflict", Law.CheckMembers, officer.Name);
        var lacking = BodiesOf(officer, context.OccurredOn, facts)
            .Select(body => Competence.Lacks(facts, context, Power.Nominate, body)).ToList();
        if (lacking.TrueForAll(l => l is not null))
            return lacking[0]!;
        return !officer.InConflictWithOn(context.OccurredOn).Contains(c.With) ? new Answer.Nothing()
            : Answer.Record(Facts.StreamOf(c.Officer), new OfficerEvent.ConflictWithdrawn(c.With, c.Reason));
    }

    // Where he has a post on the day, as he may have moved; where he was registered as long as he has none.
    private static IEnumerable<BodyCode> BodiesOf(Officer officer, DateOnly day, Facts facts) => officer.Mandates
        .Where(m => m.Delegator is null && m.IsValidOn(day)).Select(m => m.Body).DefaultIfEmpty(officer.Body)
        .Select(body => Body.Current(body, facts)).Distinct();

    private static Refusal? CheckNewMandate(OfficerId id, MandateId mandate, BodyCode body,
        IReadOnlyList<Power> powers, DateOnly from, DateOnly? to, Facts facts, Context context)
    {
        if (facts.Officer(id) is not { } officer)
            return new Refusal("officer.unknown", Law.Product);
        if (officer.Mandate(mandate) is not null)
            return new Refusal("mandate.already_given", Law.Product);
        if (Body.CheckStands(body, context.OccurredOn, facts) is { } gone)
            return gone;
        if (powers.Count == 0)
            return new Refusal("mandate.no_powers", Law.Product);
        // Also by two mandates that hold at a time: who administers could otherwise appoint himself to anything.
        var beside = officer.Mandates.Where(m => m.HoldsWithin(from, to)).SelectMany(m => m.Powers);
        if (RoleTables.CheckSegregation([.. powers.Union(beside)]) is { } mixed)
            return mixed;
        if (RoleTables.CheckReview(powers) is { } more)
            return more;
        return to < from ? new Refusal("mandate.ends_before_start", Law.Product, from, to) : null;
    }
}
