using Supervision.Domain;
using Supervision.Domain.Bodies;
using Supervision.Domain.Directions;
using Supervision.Domain.Directives;
using Supervision.Domain.Obligations;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using Supervision.Domain.Reviews;
using Supervision.Domain.Rules;
using Supervision.Projections.Obligations;
using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

/// <summary>Plan under a directive: amended, reviewed, closed; what is directed, proposed and asked about it.</summary>
public sealed class TheLifeOfAPlan : ProjectedLedger
{
    private static readonly DirectiveId Directive = new(Id("directive"));
    private static readonly DirectionId Direction = new(Id("direction"));
    private static readonly ProposalId Proposal = new(Id("proposal"));
    private static readonly ReviewId Review = new(Id("review"));
    private static readonly PlanId Plan = Given.Plan;
    private static readonly BodyCode Du = new("DU-UBND");

    [Fact]
    public async Task stands_in_the_register_with_what_it_was_before()
    {
        var issued = await ProjectAsync([.. Setting(), Received(), Issued()]);
        var amended = await ProjectAsync(
            Act(D(2, 3), "DU-UBND", Plan, new PlanEvent.PlanAmended("III.1", "cũ", "mới", Paper("31/KH", D(2, 3)))),
            Act(D(3, 3), "DU-UBND", Plan, new PlanEvent.PlanGoalAmended("CT1",
                new GoalTarget(GoalOperator.Above, new Share(955, 1_000), 2026),
                new GoalTarget(GoalOperator.Above, new Share(96, 100), 2026), Paper("32/KH", D(3, 3)))));
        var closed = await ProjectAsync(Act(D(20, 12), "DU-UBND", Plan,
            new PlanEvent.FinalReviewHeld(Du, "Hoàn thành", Paper("90/BC", D(20, 12)))));

        var first = (await Views.Plans.OneAsync(Plan.Value, issued))!;
        (first.Stage, first.Amendments, first.ParentStream).ShouldBe(
            (PlanStage.InForce, 0, Directive.AsStream()));
        (await Views.Plans.OneAsync(Plan.Value, amended))!.Amendments.ShouldBe(2);
        var last = (await Views.Plans.OneAsync(Plan.Value, closed))!;
        (last.Stage, last.EndedOn, last.Reviews, last.IssuedIndex).ShouldBe(
            (PlanStage.Closed, D(20, 12), 1, first.IssuedIndex));
        (await Views.Plans.GoalsAsync(Plan.Value, issued)).Select(g => (g.Code, g.Numerator))
            .ShouldBe([("CT1", 955), ("CT2", null)]);
        (await Views.Plans.GoalsAsync(Plan.Value, closed)).Select(g => (g.Code, g.Numerator))
            .ShouldBe([("CT1", 96), ("CT2", null)]);
        (await Views.Directives.OneAsync(Directive.Value, closed))!.Plans.ShouldBe(1);
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task ends_what_its_recipients_did_not_owe_yet()
    {
        var size = await ProjectAsync([.. Setting(), Received(), Issued(),
            Act(D(12, 1), "DU-UBND", Plan, new PlanEvent.PlanSent([new Recipient(new("SYT"), null, D(30, 6))],
                Deadline.Set(D(15, 1)), Paper("20/KH", D(12, 1)))),
            Act(D(13, 1), "SYT", Plan, new PlanEvent.PlanAcknowledged(new("SYT"))),
            Act(D(1, 6), "DU-UBND", Plan, new PlanEvent.FinalReviewHeld(Du, "Hoàn thành", Paper("39/BC", D(1, 6))))]);

        (await Views.Obligations.OfBodyAsync("SYT", ObligationFilter.All, size)).Select(o => (o.Kind, o.EndedOn))
            .ShouldBe([(ObligationKind.AcknowledgeReceipt, null), (ObligationKind.ReportImplementation, D(1, 6))]);
        (await Views.Obligations.OfBodyAsync("SYT", ObligationFilter.Open, size)).ShouldBeEmpty();
        (await Views.Accounts.FiguresAsync("SYT", size)).Single(f => f.Key == "obligations_met").Value.ShouldBe(1);
    }

    [Fact]
    public async Task counts_as_met_what_was_done_before_its_end_and_entered_after_it()
    {
        var size = await ProjectAsync([.. Setting(), Received(), Issued(),
            Act(D(12, 1), "DU-UBND", Plan, new PlanEvent.PlanSent([new Recipient(new("SYT"), D(31, 3))],
                Deadline.Set(D(15, 1)), Paper("20/KH", D(12, 1)))),
            Act(D(13, 1), "SYT", Plan, new PlanEvent.PlanAcknowledged(new("SYT"))),
            Act(D(1, 6), "DU-UBND", Plan, new PlanEvent.FinalReviewHeld(Du, "Hoàn thành", Paper("39/BC", D(1, 6)))),
            Act(D(20, 3), "SYT", Plan, new PlanEvent.PlanCascaded(new PlanId(Id("of SYT")), new("SYT"))),
            Act(D(12, 1), "DU-UBND", Plan, new PlanEvent.PlanSent([new Recipient(new("STC"), D(31, 3), D(30, 6))],
                Deadline.Set(D(5, 6)), Paper("20/KH", D(12, 1))))]);

        async Task<Dictionary<string, long>> OfAsync(string body) =>
            (await Views.Accounts.FiguresAsync(body, size)).Where(f => f.Value != 0 && f.Key.StartsWith("obligations",
                StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value);
        (await OfAsync("SYT")).ShouldBe(new Dictionary<string, long>
        {
            ["obligations_opened"] = 2,
            ["obligations_met"] = 2,
        }, ignoreOrder: true);
        (await OfAsync("STC")).ShouldBe(new Dictionary<string, long>
        {
            ["obligations_opened"] = 3,
            ["obligations_ended"] = 3,
        }, ignoreOrder: true);
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task may_outlive_its_directive_which_says_by_what_it_ended()
    {
        var size = await ProjectAsync([.. Setting(), Received(), Issued(), Act(D(1, 7), "DU-UBND", Directive,
            new DirectiveEvent.DirectiveEnded(new IncomingDocument("60-CT/TW", D(30, 6), new("UBND-TP"),
                "Ban Bí thư", new string('e', 64)), null))]);

        var row = (await Views.Directives.AllAsync(size)).Single();
        (row.EndedOn, row.EndedBy, row.ReplacedBy).ShouldBe((D(1, 7), "60-CT/TW", null));
        (await Views.Plans.OneAsync(Plan.Value, size))!.Stage.ShouldBe(PlanStage.InForce);
    }

    [Fact]
    public async Task and_what_hangs_on_it_pass_to_a_successor()
    {
        var size = await ProjectAsync([.. Setting(), Received(),
            Act(D(1, 7), "policy", Directive, new SuccessionEvent.TakenOver(Du, new("SYT"), Paper("9/QĐ", D(1, 7))))]);
        (await Views.Directives.OneAsync(Directive.Value, size))!.Receiver.ShouldBe("SYT");
    }

    [Fact]
    public async Task is_directed_proposed_and_asked_about()
    {
        var size = await ProjectAsync([.. Setting(), Received(), Issued(),
            Act(D(1, 3), "DU-UBND", Direction, new DirectionEvent.DirectionIssued(Direction, Du,
                new Matter(Plan: Plan), "Làm ngay", [new Demand(new("SYT"), DemandKind.Act, D(31, 3))],
                Paper("45/TB", D(1, 3)))),
            Act(D(2, 3), "SYT", Proposal, new ProposalEvent.ProposalMade(Proposal, new("SYT"), new("UBND-TP"),
                "Nâng mức hỗ trợ", "Đề nghị", null, [], Deadline.Set(D(16, 3)))),
            Act(D(3, 3), "UBND-TP", Proposal,
                new ProposalEvent.ProposalForwarded(new("UBND-TP"), Du, "Thẩm quyền", Deadline.Set(D(17, 3)))),
            Act(D(4, 3), "BHXH", Review, new ReviewEvent.ReviewOpened(Review, new("BHXH"), "Sáu tháng",
                    new Matter(Body: new("SYT")), 12, new string('e', 64)),
                new ReviewEvent.ReviewQuestionAsked(1, new("SYT"), "Vì sao?", null, Deadline.Set(D(10, 3))),
                new ReviewEvent.ReviewQuestionAsked(2, new("STC"), "Vì sao?", null, Deadline.Set(D(10, 3)))),
            Act(D(5, 3), "SYT", Review, new ReviewEvent.ReviewQuestionAnswered(1, new("SYT"), "Vì thế", [])),
            Act(D(6, 3), "BHXH", Review, new ReviewEvent.ReviewConcluded("Xong", [2]))]);

        var direction = (await Views.Directions.AllAsync(size)).Single();
        (direction.AboutStream, direction.Demands, direction.Answered).ShouldBe((Plan.AsStream(), 1, 0));
        // A direction about a plan stands in the plan's trail and among what is owed for it.
        (await Views.Trail.OfCaseAsync(Plan.AsStream(), size)).ShouldContain(a => a.Stream == Direction.AsStream());
        (await Views.Obligations.OfCaseAsync(Plan.AsStream(), size)).Single().Kind
            .ShouldBe(ObligationKind.CarryOutDirection);
        var proposal = (await Views.Proposals.AllAsync(size)).Single();
        (proposal.Asked, proposal.Stage, proposal.Forwarded).ShouldBe(("DU-UBND", ProposalStage.Open, 1));
        var review = (await Views.Reviews.AllAsync(size)).Single();
        (review.LedgerSize, review.Questions, review.OpenQuestions, review.Concluded).ShouldBe((12, 2, 1, true));
        (await Views.Obligations.OfBodyAsync("STC", ObligationFilter.Open, size)).Single().Kind
            .ShouldBe(ObligationKind.AnswerReviewQuestion);
        await ShouldEqualARebuildAsync();
    }

    private static Document Paper(string number, DateOnly date) => Document(number + "-DU", date, "DU-UBND");

    private static Act Received() => Act(D(5, 1), "DU-UBND", Directive, new DirectiveEvent.DirectiveReceived(Directive,
        new Recipient(Du), "Chỉ thị", "Directive", new IncomingDocument("52-CT/TW", D(3, 1), new("UBND-TP"),
            "Ban Bí thư", new string('d', 64))));

    private static Act Issued() => new(D(12, 1), "DU-UBND",
    [
        To(Plan, new PlanEvent.PlanIssued(Plan, Du, "Kế hoạch", "Plan", "52-CT/TW", Paper("20/KH", D(12, 1)),
            new PlanParent(Directive: Directive))),
        To(Directive, new DirectiveEvent.DirectiveCascaded(Plan, Du)),
        To(Plan, new PlanEvent.PlanGoalSet("CT1", "Bao phủ", "Coverage", GoalOperator.Above, new Share(955, 1_000),
            2026, "II")),
        To(Plan, new PlanEvent.PlanGoalSet("CT2", "Toàn dân", "Universal", GoalOperator.Universal, null, 2030, "II")),
    ]);
}
