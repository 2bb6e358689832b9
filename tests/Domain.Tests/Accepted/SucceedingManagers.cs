using Supervision.Domain.Assignments;
using Supervision.Domain.Officers;
using Supervision.Domain.Proposals;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>Commune E, which manages a station, was merged into commune F: the station is commune F's.</summary>
public sealed class SucceedingManagers
{
    private static readonly Acting.Officer Station = new(new OfficerId(Id("station")), new MandateId(Id("station")));

    private static readonly SixClears OfStation = T11Clears with
    {
        Addressees = [new(StationE, AssignmentVerb.Giao, AssignmentRole.Lead)],
    };

    private static Situation MergedCommunes(Situation s) => Appointed(Appointed(
        Merged(s, CommuneE, CommuneF).SuccessionRuns(), FocalF, CommuneF, Power.Assign), Station, StationE,
        Power.Execute, Power.IssuePlan);

    private static Situation Appointed(Situation s, Acting.Officer who, BodyCode body, params Power[] powers) => s
        .Given(Admin, new OfficerCommand.RegisterOfficer(who.Id, "Cán bộ", body))
        .Given(Admin, new OfficerCommand.AppointOfficer(who.Id, who.Mandate, body, "Phụ trách", powers, s.Today));

    [Fact]
    public void the_successor_charges_what_its_predecessor_managed() => MergedCommunes(SentTo(CommuneE).On("12/01"))
        .When(FocalF, Draft(T11, OfStation)).Answer.ShouldBeOfType<Answer.Events>();

    [Fact]
    public void the_successor_of_a_Party_organisation_directs_the_bodies_that_it_led() =>
        Merged(Entrusted().On("12/01"), DuUb, Tu).SuccessionRuns().When(PartyOffice, Draft(T07, T07Clears))
            .Answer.ShouldBeOfType<Answer.Events>();

    [Fact]
    public void a_body_proposes_to_the_successor_of_its_manager() => MergedCommunes(Assembled().On("02/03"))
        .Given(Station, Propose with { To = CommuneF }).State<Proposal>(ProposalStream).Asked.ShouldBe([CommuneF]);

    [Fact]
    public void a_body_carries_out_what_was_sent_to_the_successor_of_its_manager() =>
        MergedCommunes(InCommittee().On("22/01")).When(Station, Commune with
        {
            Document = Paper("12/KH-TYTE", "22/01", StationE, Station),
        }).Answer.ShouldBeOfType<Answer.Events>();

    [Fact]
    public void the_successor_tells_of_an_irregular_act_of_what_it_manages() =>
        MergedCommunes(Extended().On("22/06")).When(FocalF, RecordingIrregularActs.SecondExtension with
        {
            Body = StationE,
            About = null,
        }).Answer.ShouldBeOfType<Answer.Events>();
}
