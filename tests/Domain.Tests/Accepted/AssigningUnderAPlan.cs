using Supervision.Domain.Assignments;
using Supervision.Domain.Officers;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>Who has a part in a plan assigns under it; it keeps what it issued when it has none any more.</summary>
public sealed class AssigningUnderAPlan
{
    private static readonly AssignmentCommand Issue = new AssignmentCommand.IssueAssignment(T07);

    private static Situation Given(Situation s, Acting.Officer who, SixClears clears) =>
        s.On("12/01").Given(who, Draft(T07, clears)).Given(who, Issue);

    [Fact]
    public void its_issuer_assigns_though_it_sent_it_to_nobody() => Given(Planned(), PartyOffice, T07Clears with
    {
        Addressees = [new(Syt, AssignmentVerb.DeNghi, AssignmentRole.Lead, Person(SytDirector))],
    });

    [Fact]
    public void the_body_that_is_charged_with_its_reviews_assigns() => Given(Entrusted(), PartyCommittee, T07Clears);

    [Fact]
    public void a_recipient_assigns_before_it_confirms_the_receipt() => Given(SentTo(Ubnd), Chairman, ByUbnd);

    [Fact]
    public void a_body_that_a_recipient_manages_directly_assigns() => WithAssigner(SentTo(Ubnd).On("12/01"), CommuneE)
        .Given(Assigner, Draft(T11, T11Clears with
        {
            Addressees = [new(StationE, AssignmentVerb.Giao, AssignmentRole.Lead)],
        }));

    [Fact]
    public void the_successor_of_a_recipient_assigns() =>
        Given(Merged(SentTo(DuUb).On("12/01"), DuUb, Ubkt).SuccessionRuns()
            .Given(Admin, new OfficerCommand.AppointOfficer(Reviewer.Id, New, Ubkt, "Phó Chủ nhiệm", [Power.Assign],
                Day("12/01"))), Reviewer with { Mandate = New }, T07Clears);

    [Fact]
    public void the_successor_of_who_drafted_issues() =>
        Merged(Drafted(), DuUb, Tu).SuccessionRuns().When(PartyOffice, Issue)
            .Answer.ShouldBeOfType<Answer.Events>();

    [Fact]
    public void what_was_drafted_waits_until_the_plan_is_sent() => Drafted().On("09/03")
        .Given(PartySecretary, ChargeAnother).Given(PartySecretary, SendTo(DuUb)).Given(PartyCommittee, Issue);

    [Fact]
    public void what_was_issued_stays_with_who_has_lost_its_part()
    {
        var s = Received().On("09/03").Given(PartySecretary, ChargeAnother)
            .Given(SytFocal, new AssignmentCommand.RequestExtension(T07, Day("15/10"), "Chờ số liệu"))
            .Given(PartyCommittee, new AssignmentCommand.GrantExtension(T07, Day("15/10"), "Đồng ý"))
            .Given(SytFocal, HandIn(T07)).Given(PartyCommittee, new AssignmentCommand.ReturnProduct(T07, "Thiếu"))
            .Given(PartyCommittee, new AssignmentCommand.PauseAssignment(T07, "Chờ")).On("10/03")
            .Given(PartyCommittee, new AssignmentCommand.ResumeAssignment(T07, "Tiếp tục"))
            .Given(PartyCommittee, ToStc)
            .Given(PartyCommittee, new AssignmentCommand.ReplaceAssignment(T07, T11, "Gộp"))
            .Given(CommuneOfficer, HandIn(T11)).Given(PartyCommittee, new AssignmentCommand.AcceptProduct(T11, "Đạt"));
        s.State<Assignment>(T07Stream).ReplacedBy.ShouldBe(T11);
    }

    [Fact]
    public void a_coordinating_body_that_became_the_assigner_by_a_merger_leaves_with_the_next_change()
    {
        var s = Merged(DraftedByUbnd().Given(Chairman, Issue), Stc, Ubnd).SuccessionRuns();
        s.Given(Chairman, ToStc with { Addressees = [.. ByUbnd.Addressees.Take(2)] });
        var a = s.State<Assignment>(T07Stream);
        a.Clears.Addressees.Select(x => x.Body).ShouldBe([Syt, Bhxh]);
        a.Obligations.Where(o => o.IsOpen).ShouldAllBe(o => o.Body != Ubnd);
    }

    [Fact]
    public void what_was_drafted_may_still_be_amended_and_cancelled() => Drafted().On("09/03")
        .Given(PartySecretary, ChargeAnother).Given(PartyCommittee, new AssignmentCommand.AmendDraft(T07, T07Clears))
        .Given(PartyCommittee, new AssignmentCommand.CancelAssignment(T07, "Thôi"));
}
