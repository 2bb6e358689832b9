using Supervision.Domain.Assignments;
using Supervision.Domain.Obligations;
using Supervision.Domain.Plans;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>S1: from the plan to accepted products, T-07 in time after one extension and T-11 late.</summary>
public sealed class Assigning
{
    private static readonly Deadline AnswerBy = new(Day("02/10"), LimitIds.AnswerAssignment, 1);

    private static Situation Asked() => Received().On("25/09").Given(SytFocal,
        new AssignmentCommand.RequestExtension(T07, Day("15/10"), "Chờ số liệu"));

    [Fact]
    public void a_draft_holds_what_is_known_and_belongs_to_its_plan() => Entrusted().On("12/01")
        .When(PartyCommittee, Draft(T07, T07Clears with { Product = null }))
        .Then((T07Stream, new AssignmentEvent.AssignmentDrafted(T07, ThePlan, "III.5", "T-07", "Nhiệm vụ",
                "Assignment", DuUb, T07Clears with { Product = null })),
            (Facts.StreamOf(ThePlan), new PlanEvent.PlanAssignmentOpened(T07, "III.5")));

    [Fact]
    public void a_draft_without_a_product_names_the_missing_clear_and_an_amendment_supplies_it()
    {
        var missing = T07Clears with { Product = null };
        var s = Entrusted().On("12/01").Given(PartyCommittee, Draft(T07, missing))
            .When(PartyCommittee, new AssignmentCommand.IssueAssignment(T07));
        s.ThenRefused("assignment.clears_missing");
        ((Answer.Refused)s.Answer).Refusal.Values.ShouldHaveSingleItem()
            .ShouldBeAssignableTo<IReadOnlyList<Clear>>().ShouldBe([Clear.Product]);
        var added = new SixClears([], Product: "Báo cáo");
        s.When(PartyCommittee, new AssignmentCommand.AmendDraft(T07, added))
            .Then((T07Stream, new AssignmentEvent.AssignmentDraftAmended(added)))
            .When(PartyCommittee, new AssignmentCommand.IssueAssignment(T07))
            .Then((T07Stream, new AssignmentEvent.AssignmentIssued(T07Clears with { Product = "Báo cáo" },
                Deadline.Set(Day("30/09")), new Deadline(Day("15/01"), LimitIds.ReceiveAssignment, 1))));
    }

    [Fact]
    public void an_empty_draft_lacks_all_six_clears_in_the_order_of_the_plan() =>
        new SixClears([]).Missing().ShouldBe(Enum.GetValues<Clear>());

    [Fact]
    public void each_addressee_receives_once() => Assigned().On("13/01")
        .When(StcHead, new AssignmentCommand.ReceiveAssignment(T07))
        .Then((T07Stream, new AssignmentEvent.AssignmentReceived(Stc)))
        .When(StcHead, new AssignmentCommand.ReceiveAssignment(T07)).ThenNothing();

    [Fact]
    public void progress_is_reported_with_evidence_or_without() => Received()
        .When(SytFocal, new AssignmentCommand.ReportProgress(T07, "Một nửa", 50))
        .Then((T07Stream, new AssignmentEvent.ProgressReported("Một nửa", 50)))
        .When(SytFocal, new AssignmentCommand.ReportProgress(T07, "Hơn một nửa", 60, [EvidenceOf(Syt)]))
        .Then((T07Stream, new AssignmentEvent.ProgressReported("Hơn một nửa", 60, [EvidenceOf(Syt)])));

    [Fact]
    public void evidence_of_a_progress_report_may_be_the_product_later() => Received()
        .Given(SytFocal, new AssignmentCommand.ReportProgress(T07, "Gần xong", 90, [EvidenceOf(Syt)]))
        .When(SytFocal, HandIn(T07)).Answer.ShouldBeOfType<Answer.Events>();

    [Fact]
    public void an_extension_is_requested_on_the_due_day_at_the_latest() => Received().On("30/09")
        .When(SytFocal, new AssignmentCommand.RequestExtension(T07, Day("15/10"), "Chờ số liệu"))
        .Then((T07Stream, new AssignmentEvent.ExtensionRequested(Day("15/10"), "Chờ số liệu",
            new Deadline(Day("07/10"), LimitIds.AnswerAssignment, 1))));

    [Fact]
    public void an_extension_is_granted_up_to_what_was_asked() => Asked().On("28/09")
        .When(PartyCommittee, new AssignmentCommand.GrantExtension(T07, Day("15/10"), "Đồng ý"))
        .Then((T07Stream, new AssignmentEvent.ExtensionGranted(Day("30/09"), Deadline.Set(Day("15/10")), "Đồng ý")));

    [Fact]
    public void an_extension_is_refused_and_another_may_be_asked_for() => Asked().On("28/09")
        .When(PartyCommittee, new AssignmentCommand.RefuseExtension(T07, "Không có lý do"))
        .Then((T07Stream, new AssignmentEvent.ExtensionRefused("Không có lý do")))
        .When(SytFocal, new AssignmentCommand.RequestExtension(T07, Day("10/10"), "Chờ số liệu"))
        .Answer.ShouldBeOfType<Answer.Events>();

    [Fact]
    public void asked_in_time_and_granted_after_the_due_day_clears_the_miss()
    {
        var s = Asked().On("05/10").ClockRuns();
        s.State<Assignment>(T07Stream).Product!.Missed.ShouldBeTrue();
        s.When(PartyCommittee, new AssignmentCommand.GrantExtension(T07, Day("15/10"), "Đồng ý")).Then(
            (T07Stream, new AssignmentEvent.ExtensionGranted(Day("30/09"), Deadline.Set(Day("15/10")), "Đồng ý")),
            (T07Stream, new ObligationEvent.ObligationMissCleared("product", ObligationKind.SubmitProduct, Syt,
                Day("30/09"), "extension")));
        var product = s.State<Assignment>(T07Stream).Product!;
        (product.Missed, product.MissCleared, product.Due).ShouldBe((false, true, Day("15/10")));
        // The silence was the assigner's: his answer was due on 02/10.
        s.State<Assignment>(T07Stream).Obligations.Single(o => o.Kind == ObligationKind.AnswerExtension).Missed
            .ShouldBeTrue();
    }

    [Fact]
    public void t07_is_done_in_time_after_one_extension()
    {
        var s = Asked().On("28/09")
            .Given(PartyCommittee, new AssignmentCommand.GrantExtension(T07, Day("15/10"), "Đồng ý"))
            .On("09/10").When(SytFocal, HandIn(T07))
            .Then((T07Stream, new AssignmentEvent.ProductSubmitted("Báo cáo", [EvidenceOf(Syt)],
                new Deadline(Day("16/10"), LimitIds.AnswerAssignment, 1))))
            .On("12/10").When(PartyCommittee, new AssignmentCommand.AcceptProduct(T07, "Đạt"))
            .Then((T07Stream, new AssignmentEvent.ProductAccepted(Day("09/10"), "Đạt")));
        var t07 = s.State<Assignment>(T07Stream);
        t07.Stage.ShouldBe(AssignmentStage.Done);
        (t07.Product!.MetOn, t07.Product.OriginalDue, t07.Product.Moves, t07.Product.MovedBy)
            .ShouldBe((Day("09/10"), Day("30/09"), 1, DuUb));
        t07.Product.DaysLate(Day("20/11")).ShouldBe(0);
        AnswerBy.Due.ShouldBe(t07.Obligations.Single(o => o.Kind == ObligationKind.AnswerExtension).Due);
    }

    [Fact]
    public void t11_is_missed_reminded_of_twice_and_done_nine_days_late()
    {
        var s = Received();
        for (var day = Day("14/01"); day < Day("09/07"); day = day.AddDays(1))
            s.On(day).ClockRuns();
        s.ClockEvents().ShouldBe(
        [
            "ObligationMissed 30/06 product", "ReminderSent 01/07 product", "ReminderSent 07/07 product",
        ]);
        s.On("02/07").When(CommuneOfficer, new AssignmentCommand.RequestExtension(T11, Day("15/07"), "Địa bàn rộng"))
            .ThenRefused("extension.after_due");
        s.On("09/07").Given(CommuneOfficer, HandIn(T11))
            .On("10/07").Given(PartyCommittee, new AssignmentCommand.AcceptProduct(T11, "Đạt"))
            .On("20/07").ClockRuns();
        s.State<Assignment>(T11Stream).Product!.DaysLate(Day("20/07")).ShouldBe(9);
        s.ClockEvents().Count.ShouldBe(3);
    }

    [Fact]
    public void a_returned_product_is_submitted_again() => Received().On("09/07")
        .Given(CommuneOfficer, HandIn(T11)).On("10/07")
        .When(PartyCommittee, new AssignmentCommand.ReturnProduct(T11, "Thiếu thôn 3"))
        .Then((T11Stream, new AssignmentEvent.ProductReturned(Day("09/07"), "Thiếu thôn 3")))
        .Given(CommuneOfficer, Register(EvidenceOf(CommuneE, 2))).When(CommuneOfficer, HandIn(T11, 2))
        .Then((T11Stream, new AssignmentEvent.ProductSubmitted("Danh sách", [EvidenceOf(CommuneE, 2)],
            new Deadline(Day("17/07"), LimitIds.AnswerAssignment, 1))));

    [Fact]
    public void accepting_the_product_closes_an_open_request()
    {
        var s = Asked().Given(SytFocal, HandIn(T07))
            .Given(PartyCommittee, new AssignmentCommand.AcceptProduct(T07, "Đạt"));
        s.State<Assignment>(T07Stream).Obligations.ShouldAllBe(o => o.MetOn != null);
        s.State<Assignment>(T07Stream).OpenRequest.ShouldBeNull();
    }
}
