using Supervision.Domain.Directions;
using Supervision.Domain.Officers;
using Supervision.Domain.Proposals;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Directions down and proposals up.</summary>
internal static class RefusedDirections
{
    private static readonly DirectionCommand.AnswerDirection Reply = new(Direct1, "Đã làm", []);
    private static readonly ProposalCommand Accept = new ProposalCommand.AcceptProposal(Proposal1, "Đồng ý");

    private static readonly Acting.Officer OfUbkt = new(Reviewer.Id, new MandateId(Id("chair of UBKT")));

    public static readonly IReadOnlyList<Case> Cases =
    [
        new("mandate.lacks_power", "the plan's signer directs", () => March().When(PartySecretary, Directing)),
        new("direction.only_the_standing_committee", "a State body directs", () => March().When(UbndOffice,
            Directing with { Document = Paper("45/TB-UBND", "01/03", Ubnd, UbndOffice) })),
        new("direction.only_the_standing_committee", "a Party body below it directs", () => March().Given(Admin,
            new OfficerCommand.AppointOfficer(Reviewer.Id, OfUbkt.Mandate, Ubkt, "Chủ nhiệm", [Power.Direct],
                Day("01/03"))).When(OfUbkt, Directing with { Document = Paper("45-TB/UBKT", "01/03", Ubkt, OfUbkt) })),
        new("direction.already_issued", "twice", () => Directed().When(PartyMember, Directing)),
        new("document.signer_is_another", "signed by another", () => March().When(PartyMember,
            Directing with { Document = Paper("45-TB/TU", "01/03", Tu, PartySecretary) })),
        new("matter.not_one", "about nothing", () => March().When(PartyMember, About(new Matter()))),
        new("matter.not_one", "about two things", () => March().When(PartyMember,
            About(new Matter(Plan: ThePlan, Body: Syt)))),
        new("matter.unknown", "about an unknown inspection", () => March().When(PartyMember,
            About(new Matter(Inspection: Joint)))),
        new("matter.unknown", "about an unknown directive", () => March().When(PartyMember,
            About(new Matter(Directive: D52)))),
        new("matter.unknown", "about an unknown assignment", () => March().When(PartyMember,
            About(new Matter(Assignment: T07)))),
        new("matter.unknown", "about an unknown remediation", () => March().When(PartyMember,
            About(new Matter(Remediation: R1)))),
        new("matter.unknown", "about an unknown body", () => March().When(PartyMember,
            About(new Matter(Body: new BodyCode("NOBODY"))))),
        new("body.unknown", "demands of an unknown body", () => March().When(PartyMember,
            Demanding(new Demand(new BodyCode("NOBODY"), DemandKind.Act, Day("31/03"))))),
        new("direction.demand_twice_or_own", "demands of a body twice", () => March().When(PartyMember,
            Demanding([.. Directing.Demands, Directing.Demands[0] with { By = Day("30/04") }]))),
        new("direction.demand_twice_or_own", "demands of itself", () => March().When(PartyMember,
            Demanding(new Demand(Tu, DemandKind.Act, Day("31/03"))))),
        new("direction.day_passed", "by a day before it", () => March().When(PartyMember,
            Demanding(new Demand(Syt, DemandKind.Act, Day("28/02"))))),
        new("direction.unknown", "answered though never issued", () => March().When(SytFocal, Reply)),
        new("direction.not_asked", "answered by a body not named", () => Directed().When(Hospital, Reply)),
        new("direction.already_answered", "answered twice", () => Directed().Given(StcHead, Reply)
            .When(StcHead, Reply)),
        new("direction.act_not_shown", "an act demanded, answered by words", () => Directed().When(SytFocal, Reply)),
        new("direction.not_its_act", "a plan of another body", () => Directed().Given(PartySecretary, Next with
        {
            Document = Paper("50-KH/TU", "01/03", Tu, PartySecretary),
        }).When(SytFocal, By(new Matter(Plan: NextPlan)))),
        new("direction.not_its_act", "a body", () => Directed().When(SytFocal, By(new Matter(Body: Syt)))),
        new("direction.not_its_act", "a draft that was not issued", () => Directed()
            .Given(PartySecretary, SendTo(DuUb)).Given(PartyCommittee, Draft(T07, T07Clears))
            .When(StcHead, By(new Matter(Assignment: T07)))),
        new("direction.not_its_act", "an inspection decided before", () => TeamFormed().On("10/06").Given(PartyMember,
            Directing with
            {
                About = new Matter(Body: Syt),
                Demands = [new(Syt, DemandKind.Act, Day("30/06"))],
                Document = Paper("45-TB/TU", "10/06", Tu, PartyMember),
            }).When(SytFocal, By(new Matter(Inspection: Joint)))),
        new("matter.unknown", "done by an unknown plan", () => Directed().When(SytFocal,
            By(new Matter(Plan: NextPlan)))),
        new("matter.not_one", "done by two things", () => Directed().When(SytFocal,
            By(new Matter(Plan: ThePlan, Body: Syt)))),
        new("mandate.lacks_power", "answered by an inspector", () => Directed().When(Leader, Reply)),
        new("evidence.unknown", "answered with unknown evidence", () => Directed().When(SytFocal,
            new DirectionCommand.AnswerDirection(Direct1, "Đã làm", [EvidenceOf(Syt, 9)]))),
        new("mandate.lacks_power", "an inspector proposes", () => March().When(Leader, Propose)),
        new("proposal.already_made", "made twice", () => Proposed().When(CommuneOfficer, Propose)),
        new("body.unknown", "to an unknown body", () => March().When(CommuneOfficer,
            Propose with { To = new BodyCode("NOBODY") })),
        new("proposal.not_upward", "to a body that is not above", () => March().When(CommuneOfficer,
            Propose with { To = Syt })),
        new("proposal.not_upward", "to a plan's issuer, but about no plan", () => March().When(CommuneOfficer,
            Propose with { To = Tu })),
        new("proposal.not_upward", "to itself", () => March().When(CommuneOfficer, Propose with { To = CommuneE })),
        new("matter.unknown", "about an unknown plan", () => Assembled().When(CommuneOfficer,
            Propose with { To = Tu, About = new Matter(Plan: ThePlan) })),
        new("evidence.unknown", "proposed with unknown evidence", () => March().When(CommuneOfficer,
            Propose with { Evidence = [EvidenceOf(CommuneE, 9)] })),
        new("proposal.unknown", "answered though never made", () => March().When(UbndOffice, Accept)),
        new("mandate.other_body", "answered by a body that was not asked", () => Proposed().When(PartyOffice, Accept)),
        new("mandate.other_body", "answered by the body that forwarded it", () => Forwarded().When(UbndOffice,
            Accept)),
        new("mandate.lacks_power", "answered without the power", () => Proposed().When(Chairman, Accept)),
        new("proposal.already_answered", "answered twice", () => Proposed().Given(UbndOffice, Accept)
            .When(UbndOffice, Accept)),
        new("body.unknown", "forwarded to an unknown body", () => Proposed().When(UbndOffice,
            Forward(new BodyCode("NOBODY")))),
        new("proposal.own", "accepted by who came to be its maker", () => Mergers.Merged(Proposed(), CommuneE, Ubnd)
            .SuccessionRuns().When(UbndOffice, new ProposalCommand.AcceptProposal(Proposal1, "Đồng ý"))),
        new("proposal.own", "rejected by who came to be its maker", () => Mergers.Merged(Proposed(), CommuneE, Ubnd)
            .SuccessionRuns().When(UbndOffice, new ProposalCommand.RejectProposal(Proposal1, "Thôi"))),
        new("proposal.goes_back", "forwarded to who made it", () => Proposed().When(UbndOffice, Forward(CommuneE))),
        new("proposal.goes_back", "forwarded to who forwarded it", () => Forwarded().When(PartyOffice,
            Forward(Ubnd))),
    ];

    private static Situation March() => Planned().On("01/03");

    private static DirectionCommand By(Matter thing) => Reply with { DoneBy = thing };

    private static DirectionCommand About(Matter matter) => Directing with { About = matter };

    private static DirectionCommand Demanding(params Demand[] demands) => Directing with { Demands = demands };

    private static ProposalCommand Forward(BodyCode to) =>
        new ProposalCommand.ForwardProposal(Proposal1, to, "Thuộc thẩm quyền cơ quan khác");
}
