using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Directions;
using Supervision.Domain.Directives;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using Supervision.Domain.Remediations;
using Supervision.Domain.Reviews;

namespace Supervision.Domain.Tests;

/// <summary>What may be true of the states that commands lead to, noun by noun.</summary>
internal static class LegalStates
{
    public static void ShouldBeLegal(this Situation s)
    {
        foreach (var state in s.States.Values.OfType<IOwing>())
            Obligations(state.Obligations);
        foreach (var r in s.States.Values.OfType<Remediation>())
            Money(r, s);
        foreach (var f in s.States.Values.OfType<Finding>().Where(f => f.Confirmed is not null))
        {
            Domain.Money.Sum(f.Outcomes.Select(o => o.Amount)).ShouldBe(f.Confirmed!.Value);
            f.Recoverable.ShouldBeGreaterThanOrEqualTo(Domain.Money.Zero);
        }

        foreach (var a in s.States.Values.OfType<Assignment>())
        {
            a.Obligations.Where(o => o.Kind == ObligationKind.SubmitProduct && o.IsOpen)
                .ShouldAllBe(o => o.Body == a.Lead && o == a.Product && a.EndedOn == null);
            (a.EndedOn is not null && a.Obligations.Any(o => o.IsOpen)).ShouldBeFalse();
        }

        foreach (var i in s.States.Values.OfType<Inspection>().Where(i => i.ClosedOn is not null))
            NothingIsOpen(i, s);
        foreach (var plan in s.States.Values.OfType<Plan>())
            EndsOnce(plan, s);
        foreach (var d in s.States.Values.OfType<Directive>())
            LapsesAtTheEnd(d.Obligations, d.EndedOn);
        foreach (var d in s.States.Values.OfType<Direction>())
            d.AnsweredBy.ShouldBeSubsetOf(d.Demands.Select(x => x.Body));
        foreach (var p in s.States.Values.OfType<Proposal>())
            p.Obligations.Count(o => o.IsOpen).ShouldBe(p.Stage == ProposalStage.Open ? 1 : 0);
        foreach (var r in s.States.Values.OfType<Review>())
            r.Obligations.Count(o => o.IsOpen).ShouldBe(r.OpenQuestions.Count);
        Rules(s);
        Bodies(s);
    }

    private static void Obligations(IReadOnlyList<Obligation> list)
    {
        list.ShouldAllBe(o => (o.MetOn == null || o.EndedOn == null) && o.Due >= o.OriginalDue);
        list.Where(o => o.IsOpen).Select(o => o.Key).ShouldBeUnique();
    }

    private static void Money(Remediation r, Situation s)
    {
        r.Payments.ShouldAllBe(p => Domain.Money.Sum(p.Allocations.Select(a => a.Amount)) == p.Amount);
        (r.Confirmed <= r.Reported && r.Reported <= r.Required.Recoverable).ShouldBeTrue();
        foreach (var id in r.Required.Findings)
        {
            Domain.Money.Sum(r.Payments.SelectMany(p => p.Allocations).Where(a => a.Finding == id)
                .Select(a => a.Amount)).ShouldBeLessThanOrEqualTo(s.State<Finding>(Facts.StreamOf(id)).Recoverable);
        }
    }

    // Nothing but the clock's is added to it, its findings and remediations after its closing, nor is anything owed or
    // to be recovered in them.
    private static void NothingIsOpen(Inspection i, Situation s)
    {
        string[] streams = [Facts.StreamOf(i.Id), .. i.Findings.Select(Facts.StreamOf),
            .. i.Remediations.Select(Facts.StreamOf)];
        s.Log.SkipWhile(r => r.Event is not InspectionEvent.InspectionClosed || r.Stream != streams[0]).Skip(1)
            .Where(r => streams.Contains(r.Stream)).ShouldAllBe(r => r.Event is ObligationEvent);
        streams.SelectMany(x => s.State<IOwing>(x).Obligations).ShouldAllBe(o => !o.IsOpen);
        Domain.Money.Sum(i.Remediations.Select(r => s.State<Remediation>(Facts.StreamOf(r)).Confirmed)).ShouldBe(
            Domain.Money.Sum(i.Findings.Select(f => s.State<Finding>(Facts.StreamOf(f)).Recoverable)));
    }

    // A plan ends once; nothing is changed, sent or opened under it any more.
    private static void EndsOnce(Plan plan, Situation s)
    {
        static bool Ends(Situation.Recorded r) => r.Event is PlanEvent.FinalReviewHeld or PlanEvent.PlanReplaced;
        var events = s.Log.Where(r => r.Stream == Facts.StreamOf(plan.Id)).ToList();
        events.Count(Ends).ShouldBeLessThanOrEqualTo(1);
        events.SkipWhile(r => !Ends(r)).Skip(1).ShouldAllBe(r => r.On < plan.EndedOn
            || r.Event is PlanEvent.PlanAcknowledged || r.Event is PlanEvent.ImplementationReported
            || r.Event is ObligationEvent || r.Event is SuccessionEvent);
        LapsesAtTheEnd(plan.Obligations, plan.EndedOn);
        (plan.EndedOn is null).ShouldBe(plan.Stage == PlanStage.InForce);
        plan.Goals.Select(g => g.Goal).ShouldBeUnique();
        plan.Plans.ShouldAllBe(p => s.State<Plan>(Facts.StreamOf(p)).Parent!.Plan == plan.Id);
        plan.Assignments.ShouldAllBe(a => s.State<Assignment>(Facts.StreamOf(a)).Plan == plan.Id);
    }

    // What is open after the end was overdue at it, and can still come.
    private static void LapsesAtTheEnd(IReadOnlyList<Obligation> list, DateOnly? end) =>
        list.Where(o => end is not null && o.IsOpen).ShouldAllBe(o => o.OriginalDue < end
            && o.Kind != ObligationKind.IssueOwnPlan && o.Kind != ObligationKind.HoldReview);

    private static void Rules(Situation s)
    {
        var facts = new Facts(s.States.Append(new(RoleTables.Stream, s.States.GetValueOrDefault(RoleTables.Stream)))
            .DistinctBy(x => x.Key).ToDictionary(x => x.Key, x => x.Value));
        Increase(facts.RuleSets().Versions.Select(v => v.Version));
        Increase(facts.Calendar().Versions.Select(v => v.Version));
        Increase(facts.RoleTables().Versions.Select(v => v.Version));
        s.Log.Where(r => r.Event is DocumentEvent.NumberTaken).Select(r => r.Stream).ShouldBeUnique();
        foreach (var m in s.States.Values.OfType<Officer>().SelectMany(o => o.Mandates))
        {
            m.Powers.ShouldNotBeEmpty();
            (m.Powers.Count > 1 && m.Powers.Any(p => p is Power.Administer or Power.Review)).ShouldBeFalse();
        }
    }

    // Nobody owes for, or is owed to by, a body that is gone; chains of successors end at a body that stands.
    private static void Bodies(Situation s)
    {
        var bodies = s.States.Values.OfType<Body>().ToDictionary(b => b.Code);
        foreach (var body in bodies.Values)
        {
            var steps = 0;
            for (var b = body; b.Succession is { } over; b = bodies[over.Successor])
                steps++.ShouldBeLessThan(bodies.Count);
        }

        foreach (var o in s.States.Values.OfType<IOwing>().SelectMany(t => t.Obligations).Where(o => o.IsOpen))
            (bodies[o.Body].Succession is null && bodies[o.OwedTo].Succession is null).ShouldBeTrue(o.Key);
    }

    private static void Increase(IEnumerable<int> versions) =>
        versions.Zip(versions.Skip(1)).ShouldAllBe(p => p.First < p.Second);
}
