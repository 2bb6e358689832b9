using Supervision.Domain.Bodies;
using Supervision.Domain.Directions;
using Supervision.Domain.Obligations;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>What the Standing Committee says downward, and what bodies say upward.</summary>
public sealed class DirectingAndProposing
{
    [Fact]
    public void a_direction_changes_nothing_of_what_it_is_about()
    {
        var s = Planned();
        var before = s.State<Plan>(PlanStream);
        s.On("01/03").Given(PartyMember, Directing).State<Plan>(PlanStream).ShouldBeSameAs(before);
    }

    [Fact]
    public void each_body_that_it_names_owes_its_answer_or_its_act()
    {
        var s = Directed();
        s.State<Direction>(DirectionStream).Obligations.Select(o => (o.Body, o.Kind, o.Due)).ShouldBe(
        [
            (Syt, ObligationKind.CarryOutDirection, Day("31/03")),
            (Stc, ObligationKind.AnswerDirection, Day("15/03")),
        ]);
        s.On("20/03").Given(SytFocal, Register(EvidenceOf(Syt))).Given(SytFocal, Done("Đã hỗ trợ"));
        s.On("01/05").ClockRuns().ClockEvents().ShouldBe(["ObligationMissed 15/03 answer/STC"]);
    }

    [Fact]
    public void an_act_is_shown_by_what_the_body_has_set_going_since()
    {
        var plan = new Matter(Plan: new PlanId(Id("plan of SYT")));
        var s = Directed().On("20/03").Given(PartySecretary, Next with
        {
            Plan = plan.Plan!.Value,
            Document = Paper("52-KH/TU", "10/03", Tu, PartySecretary),
        }, Day("10/03")).Given(PartyMember, Directing with
        {
            Direction = new DirectionId(Id("of the directed")),
            Document = Paper("46-TB/TU", "20/03", Tu, PartyMember),
            Demands = [new(DuUb, DemandKind.Act, Day("31/03"))],
        });
        s.Given(CommitteeHead, Next with
        {
            Plan = CommitteePlan,
            Document = Paper("08-KH/DU", "20/03", DuUb, CommitteeHead),
        }).Given(CommitteeHead, new DirectionCommand.AnswerDirection(new DirectionId(Id("of the directed")), "Đã làm",
            [], new Matter(Plan: CommitteePlan)));
        s.State<Direction>(Facts.StreamOf(new DirectionId(Id("of the directed")))).Obligations.Single().MetOn
            .ShouldBe(Day("20/03"));
    }

    [Fact]
    public void an_answer_needs_no_evidence_where_no_act_is_demanded() => Directed().On("10/03")
        .Given(StcHead, new DirectionCommand.AnswerDirection(Direct1, "Đã rõ", []))
        .State<Direction>(DirectionStream).AnsweredBy.ShouldBe([Stc]);

    [Fact]
    public void who_took_over_its_own_manager_directs_as_the_standing_committee() => Planned().On("01/03")
        .Given(Tu.Stream, new BodyEvent.BodyPlaced(Secretariat))
        .Given(Secretariat.Stream, new BodyEvent.BodyMerged(Tu, Day("01/02"), IssuePlan.Document))
        .Given(PartyMember, Directing).State<Direction>(DirectionStream).Issuer.ShouldBe(Tu);

    [Fact]
    public void a_direction_may_demand_nothing() => Planned().On("01/03").Given(PartyMember,
        Directing with { Demands = [], About = new Matter(Body: Syt) })
        .State<Direction>(DirectionStream).Obligations.ShouldBeEmpty();

    [Fact]
    public void the_issuer_of_a_plan_is_asked_about_it_by_anybody() => Planned().On("02/03").Given(CommuneOfficer,
        Propose with { To = Tu, About = new Matter(Plan: ThePlan) })
        .State<Proposal>(ProposalStream).Asked.ShouldBe([Tu]);

    [Fact]
    public void the_answer_is_owed_by_who_was_asked_last()
    {
        var s = Forwarded();
        s.State<Proposal>(ProposalStream).Asked.ShouldBe([Ubnd, Tu]);
        // Ten working days after 02/03 and after 05/03.
        s.State<Proposal>(ProposalStream).Obligations.Select(o => (o.Body, o.MetOn, o.Due)).ShouldBe(
            [(Ubnd, Day("05/03"), Day("16/03")), (Tu, null, Day("19/03"))]);
        s.On("20/03").ClockRuns().ClockEvents().ShouldBe(["ObligationMissed 19/03 answer/TU"]);
    }

    [Fact]
    public void a_proposal_is_accepted_or_not() => Forwarded().On("10/03")
        .Given(PartyOffice, new ProposalCommand.RejectProposal(Proposal1, "Chưa cân đối được ngân sách"))
        .State<Proposal>(ProposalStream).Stage.ShouldBe(ProposalStage.Rejected);
}
