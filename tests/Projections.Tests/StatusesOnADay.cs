using System.Globalization;
using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;
using Supervision.Projections.Obligations;
using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

public sealed class StatusesOnADay : ProjectedLedger
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly AssignmentId T07 = new(Id("T-07")), T11 = new(Id("T-11"));

    [Fact]
    public async Task of_an_assignment_moved_once_and_done_in_time()
    {
        await RecordAsync([.. Setting(), Issued(T07, "T-07", "SYT", D(30, 9))]);
        var issued = await Projector.CatchUpAsync(None);
        var moved = await ProjectAsync(
            Act(D(25, 9), "SYT", T07,
                new AssignmentEvent.ExtensionRequested(D(15, 10), "Cần thêm", Deadline.Set(D(2, 10)))),
            Act(D(28, 9), "DU-UBND", T07,
                new AssignmentEvent.ExtensionGranted(D(30, 9), Deadline.Set(D(15, 10)), "Đồng ý")));
        var done = await ProjectAsync(
            Act(D(9, 10), "SYT", T07, new AssignmentEvent.ProductSubmitted("Báo cáo", [], Deadline.Set(D(16, 10)))),
            Act(D(12, 10), "DU-UBND", T07, new AssignmentEvent.ProductAccepted(D(9, 10), "Đạt")));

        (await StatusAsync(T07, issued, D(20, 9), Vietnamese)).ShouldBe("đang thực hiện – trong hạn");
        (await StatusAsync(T07, issued, D(30, 9), Vietnamese)).ShouldBe("đang thực hiện – sắp đến hạn");
        (await StatusAsync(T07, issued, D(3, 10), Vietnamese)).ShouldBe("đang thực hiện – quá hạn 3 ngày");
        (await StatusAsync(T07, issued, D(1, 10), English)).ShouldBe("in progress – 1 day overdue");
        (await StatusAsync(T07, moved, D(3, 10), Vietnamese))
            .ShouldBe("đang thực hiện – trong hạn (đã gia hạn 1 lần, hạn gốc 30/09)");
        (await StatusAsync(T07, done, D(1, 12), Vietnamese))
            .ShouldBe("hoàn thành đúng hạn (đã gia hạn 1 lần, hạn gốc 30/09)");
        (await StatusAsync(T07, done, D(1, 12), English))
            .ShouldBe("done in time (extended once, originally due 30/09)");
    }

    [Fact]
    public async Task of_an_assignment_done_late()
    {
        var size = await ProjectAsync([.. Setting(), Issued(T11, "T-11", "UBND-E", D(30, 6)),
            Missed(D(30, 6), D(1, 7), T11.AsStream(), "product", ObligationKind.SubmitProduct, "UBND-E"),
            Act(D(9, 7), "UBND-E", T11, new AssignmentEvent.ProductSubmitted("Danh sách", [], Deadline.Set(D(16, 7)))),
            Act(D(10, 7), "DU-UBND", T11, new AssignmentEvent.ProductAccepted(D(9, 7), "Đạt"))]);
        (await StatusAsync(T11, size, D(1, 12), Vietnamese)).ShouldBe("hoàn thành quá hạn 9 ngày");
        (await StatusAsync(T11, size, D(1, 12), English)).ShouldBe("done 9 days late");
        (await Views.Accounts.FiguresAsync("UBND-E", size))
            .Single(f => f.Key == "assignment_days_late").Value.ShouldBe(9);
        (await Views.Obligations.OfBodyAsync("UBND-E", ObligationFilter.Missed, size)).Single().DaysLate.ShouldBe(9);
    }

    [Fact]
    public async Task of_an_assignment_received_asked_for_paused_and_cancelled()
    {
        var asked = await ProjectAsync([.. Setting(), Issued(T07, "T-07", "SYT", D(30, 9)),
            Act(D(25, 9), "SYT", T07,
                new AssignmentEvent.ExtensionRequested(D(15, 10), "Cần thêm", Deadline.Set(D(2, 10))))]);
        var paused = await ProjectAsync(
            Act(D(26, 9), "DU-UBND", T07, new AssignmentEvent.ExtensionRefused("Không")),
            Act(D(26, 9), "DU-UBND", T07, new AssignmentEvent.AssignmentPaused("Chờ hướng dẫn")));
        var resumed = await ProjectAsync(Act(D(6, 10), "DU-UBND", T07, new AssignmentEvent.AssignmentResumed(10,
            [new MovedDeadline("product", D(30, 9), Deadline.Set(D(12, 10)))], "Đã có hướng dẫn")));
        var cancelled = await ProjectAsync(Act(D(7, 10), "DU-UBND", T07,
            new AssignmentEvent.AssignmentCancelled("Thôi")));

        (await StatusAsync(T07, asked, D(28, 9), Vietnamese)).ShouldBe("đề nghị gia hạn đến 15/10 – sắp đến hạn");
        (await StatusAsync(T07, asked, D(2, 10), English)).ShouldBe("extension requested to 15/10 – 2 days overdue");
        (await StatusAsync(T07, paused, D(5, 10), Vietnamese)).ShouldBe("tạm dừng");
        (await StatusAsync(T07, resumed, D(6, 10), Vietnamese))
            .ShouldBe("đang thực hiện – trong hạn (hạn gốc 30/09)");
        (await StatusAsync(T07, cancelled, D(20, 10), Vietnamese)).ShouldBe("hủy (hạn gốc 30/09)");
        (await Views.Assignments.OneAsync(T07.Value, paused))!.PausedOn.ShouldBe(D(26, 9));
        (await Views.Assignments.OneAsync(T07.Value, cancelled))!.EndedOn.ShouldBe(D(7, 10));
        (await Views.Obligations.OfBodyAsync("SYT", ObligationFilter.Open, paused)).Single().PausedSince
            .ShouldBe(D(26, 9));
        (await Views.Obligations.OfBodyAsync("SYT", ObligationFilter.Open, cancelled)).ShouldBeEmpty();
    }

    [Fact]
    public async Task of_an_assignment_whose_responsible_person_changed_is_that_of_before()
    {
        var issued = await ProjectAsync([.. Setting(), Issued(T07, "T-07", "SYT", D(30, 9))]);
        var changed = await ProjectAsync(Act(D(5, 5), "DU-UBND", T07, new AssignmentEvent.ResponsiblePersonChanged(
            [new Addressee(new("SYT"), AssignmentVerb.Giao, AssignmentRole.Lead)], "Chuyển công tác")));

        (await StatusAsync(T07, changed, D(5, 5), Vietnamese)).ShouldBe(
            await StatusAsync(T07, issued, D(5, 5), Vietnamese));
    }

    [Fact]
    public async Task of_an_assignment_reassigned_and_replaced()
    {
        var issued = await ProjectAsync([.. Setting(), Issued(T07, "T-07", "SYT", D(30, 9)),
            Issued(T11, "T-11", "UBND-E", D(30, 6))]);
        var reassigned = await ProjectAsync(Act(D(5, 5), "DU-UBND", T07, new AssignmentEvent.AssignmentReassigned(
            [new Addressee(new("STC"), AssignmentVerb.Giao, AssignmentRole.Lead)], "Đổi đầu mối",
            Deadline.Set(D(15, 10)), Deadline.Set(D(8, 5)))));
        var replaced = await ProjectAsync(new Act(D(6, 5), "DU-UBND",
            [To(T07, new AssignmentEvent.AssignmentReplaced(T11, "Gộp")),
                To(T11, new AssignmentEvent.AssignmentTookOver(T07))]));

        (await StatusAsync(T07, issued, D(5, 5), Vietnamese)).ShouldBe("đang thực hiện – trong hạn");
        (await StatusAsync(T07, reassigned, D(5, 5), Vietnamese))
            .ShouldBe("chưa thực hiện (đã giao lại 1 lần, hạn gốc 30/09)");
        (await StatusAsync(T07, replaced, D(6, 5), English))
            .ShouldBe("replaced (reassigned once, originally due 30/09)");
        var row = (await Views.Assignments.OneAsync(T07.Value, replaced))!;
        (row.Lead, row.FormerLeads.Single(), row.ReplacedBy).ShouldBe(("STC", "SYT", T11.Value));
        (await Views.Assignments.OneAsync(T11.Value, replaced))!.Replaces.ShouldBe([T07.Value]);
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task of_a_draft_with_the_clears_that_it_lacks()
    {
        var size = await ProjectAsync(Act(D(5, 1), "DU-UBND", T07, new AssignmentEvent.AssignmentDrafted(T07, Plan,
            "III.5", "T-07", "Kiểm tra", "Check", new("DU-UBND"), new SixClears([], "Kiểm tra liên ngành"))));
        (await StatusAsync(T07, size, D(5, 1), Vietnamese)).ShouldBe("dự thảo");
        (await Views.Assignments.OfPlanAsync(Plan.Value, size)).Single().Missing
            .ShouldBe(["Person", "Time", "Responsibility", "Product", "Authority"]);
        (await Views.Plans.MissingClearsAsync(Plan.Value, size)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task of_a_measure_rejected_once_and_accepted_late()
    {
        await RecordAsync([.. Setting(), .. Fieldwork(), .. Confirmation(), Required()]);
        var required = await Projector.CatchUpAsync(None);
        var size = await ProjectAsync(PuttingRight());
        var before = await Views.Remediations.MeasuresAsync(Inspection.Value, required);
        before[0].Status(D(1, 8), Vietnamese).ShouldBe("chưa nộp đủ – trong hạn");
        before[1].Status(D(20, 8), Vietnamese).ShouldBe("chưa hoàn thành – quá hạn 7 ngày");
        var measures = await Views.Remediations.MeasuresAsync(Inspection.Value, size);
        measures[0].Status(D(1, 12), Vietnamese).ShouldBe("báo nộp đủ đúng hạn; xác nhận sau 1 ngày làm việc");
        measures[1].Status(D(1, 12), Vietnamese)
            .ShouldBe("báo hoàn thành quá hạn 20 ngày; xác nhận sau 1 ngày làm việc");
        measures[1].Status(D(1, 12), English).ShouldBe("reported done 20 days late; verified after 1 working day");
        measures[1].Rejections.ShouldBe(1);
    }

    [Fact]
    public async Task every_figure_has_a_name_in_both_languages()
    {
        var size = await ProjectAsync(Whole());
        foreach (var figure in await Views.Accounts.FiguresAsync(size))
        {
            Texts.Figure(figure.Key, Vietnamese).ShouldNotBe(figure.Key);
            Texts.Figure(figure.Key, English).ShouldNotBe(Texts.Figure(figure.Key, Vietnamese));
        }
    }

    private async Task<string> StatusAsync(AssignmentId id, long asOf, DateOnly today, CultureInfo culture) =>
        (await Views.Assignments.OneAsync(id.Value, asOf))!.Status(today, culture);
}
