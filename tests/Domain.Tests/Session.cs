using Supervision.Domain.Reviews;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests;

/// <summary>A reviewer's session over the plan, step by step.</summary>
internal static class Session
{
    public static readonly ReviewId Review1 = new(Id("review"));

    public static string SessionStream => Facts.StreamOf(Review1);

    public static readonly ReviewCommand.OpenReview Open = new(Review1, "Thực hiện kế hoạch sáu tháng đầu năm", 120,
        Hash("root of 120"), new Matter(Plan: ThePlan));

    public static readonly ReviewCommand.AskReviewQuestion Ask = new(Review1, Syt,
        "Vì sao nhiệm vụ T-07 được gia hạn?", Day("10/07"), new Matter(Plan: ThePlan));

    public static readonly ReviewCommand.AnswerReviewQuestion Reply = new(Review1, 1, "Chờ số liệu quyết toán", []);

    public static ReviewCommand Conclude(params int[] open) =>
        new ReviewCommand.ConcludeReview(Review1, "Đã rà soát", open);

    /// <summary>The ledger had 120 entries with this root when the reviewer looked at it.</summary>
    public static Situation Looked() => Planned().On("01/07").Holds(new LedgerHead(120, Open.Root));

    public static Situation Opened() => Looked().Given(Reviewer, Open);

    public static Situation Asked() => Opened().Given(Reviewer, Ask);

    public static Situation Whole() => Asked()
        .Given(Reviewer, new ReviewCommand.MakeReviewRemark(Review1, "Báo cáo còn chậm", new Matter(Body: Syt)))
        .On("08/07").Given(SytFocal, Reply).Given(Reviewer, Ask with { Body = Stc, AnswerBy = Day("20/07") })
        .Given(Reviewer, Conclude(2));
}
