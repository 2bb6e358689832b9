using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Inspections;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using Supervision.Domain.Rules;
using Supervision.Ledger;
using Supervision.Messaging.Scenarios;

namespace Supervision.Messaging.Tests;

/// <summary>Two acts of which one excludes the other, each decided before the other is recorded.</summary>
public class RacingPairs
{
    private const int Rounds = 5;
    private static readonly TimeSpan DecidingMax = TimeSpan.FromSeconds(30);

    private const string Party = "duubnd.pho-bi-thu";
    private const string Lead = "syt.dau-moi";
    private const string Chairman = "ubnd.chu-tich";

    private static readonly DateOnly Today = new(2026, 1, 5);

    [Fact]
    public Task one_document_number_for_two_plans_is_taken_once() => OneWinsAsync("document.number_taken",
        n => [.. "ab".Select(c => World.Request("btv.pho-bi-thu-thuong-truc", Plan(n, c)))]);

    [Fact]
    public Task two_decisions_of_one_inspection_with_two_team_leaders_leave_one() => OneWinsAsync(
        "inspection.already_decided",
        n => [Decision(n, "syt.truong-doan", 'a'), Decision(n, "syt.thanh-vien", 'b')]);

    [Fact]
    public Task two_extension_requests_leave_one() => OneWinsAsync("extension.already_requested",
        n => [Extension(n, 5), Extension(n, 9)], InProgressAsync);

    [Fact]
    public Task two_answers_to_one_request_leave_one() => OneWinsAsync("extension.none_requested",
        n =>
        [
            World.Request(Party, new AssignmentCommand.GrantExtension(T(n), new DateOnly(2026, 7, 5), "Đồng ý")),
            World.Request(Party, new AssignmentCommand.RefuseExtension(T(n), "Không")),
        ],
        async (world, n) =>
        {
            await InProgressAsync(world, n);
            await DoneAsync(world, Extension(n, 5));
        });

    [Fact]
    public Task two_answers_to_one_submission_leave_one() => OneWinsAsync("assignment.nothing_submitted",
        n =>
        [
            World.Request(Party, new AssignmentCommand.AcceptProduct(T(n), "Đạt")),
            World.Request(Party, new AssignmentCommand.ReturnProduct(T(n), "Thiếu")),
        ],
        async (world, n) =>
        {
            await InProgressAsync(world, n);
            var evidence = Commands.Evidence("a");
            await world.Handler.HandleAsync(World.Request(Lead, evidence), default);
            await DoneAsync(world, World.Request(Lead,
                new AssignmentCommand.SubmitProduct(T(n), "Báo cáo", [evidence.Evidence])));
        });

    [Fact]
    public Task two_answers_to_one_proposal_leave_one() => OneWinsAsync("proposal.already_answered",
        n =>
        [
            World.Request("ubnd.van-phong", new ProposalCommand.AcceptProposal(P(n), "Đồng ý")),
            World.Request("ubnd.van-phong", new ProposalCommand.RejectProposal(P(n), "Chưa đủ nguồn lực")),
        ],
        (world, n) => DoneAsync(world, World.Request("xa-e.dau-moi",
            new ProposalCommand.MakeProposal(P(n), new("UBNDTP"), "Kiến nghị", "Đề nghị hỗ trợ", []))));

    [Fact]
    public Task two_rule_sets_of_one_version_leave_one() => OneWinsAsync("rules.version_not_next",
        n => [Rules(n, 1), Rules(n, 2)]);

    [Fact]
    public Task a_body_merged_into_two_at_once_has_one_successor() => OneWinsAsync("body.dissolved",
        n => [End(n, "STC", '1'), End(n, "TTTP", '2')], RegisterAsync);

    [Fact]
    public Task nothing_is_drafted_under_a_plan_after_its_final_review() => NeverAfterAsync("plan.ended",
        n => World.Request("btv.pho-bi-thu-thuong-truc", new PlanCommand.HoldFinalReview(PlanOf(n, 'a'), "Xong",
            Paper($"{900 + n}-BC/TU", "BTVTU", "btv.pho-bi-thu-thuong-truc", 'c'))),
        n => World.Request(Party, Draft(n, "SYT") with { Plan = PlanOf(n, 'a') }),
        (world, n) => DoneAsync(world, World.Request("btv.pho-bi-thu-thuong-truc", Plan(n, 'a'))));

    [Fact]
    public Task no_remediation_is_required_in_an_inspection_after_its_closing() => NeverAfterAsync("inspection.closed",
        AnInspection.Close, n => AnInspection.Require(n, Today), AnInspection.WithNothingToRecoverAsync);

    [Fact]
    public Task an_inspection_is_not_closed_after_a_remediation_was_required_in_it() => NeverAfterAsync(
        "inspection.remediation_open", n => AnInspection.Require(n, Today), AnInspection.Close,
        AnInspection.WithNothingToRecoverAsync);

    [Fact]
    public Task nothing_is_issued_to_a_body_after_it_was_dissolved() => NeverAfterAsync("body.dissolved",
        n => End(n, "STC", '1'),
        n => World.Request(Party, new AssignmentCommand.IssueAssignment(T(n))),
        async (world, n) =>
        {
            await RegisterAsync(world, n);
            await DoneAsync(world, World.Request(Party, Draft(n, Body(n).Value)));
        });

    [Fact]
    public async Task the_setting_up_does_nothing_after_the_first_rules()
    {
        var (world, rules) = await World.WithoutRulesAsync();
        await using var _ = world;
        await ShouldComeAfterAsync(world, "setup.ended", rules.Request, SetUp(new BodyCommand.RegisterBody(Body(1),
            BodyKind.Department, "Sở 1", "Department 1")));
    }

    [Fact]
    public Task two_administrators_set_up_when_there_is_none_leave_one() => OneWinsAsync("setup.ended",
        n => [SetUp(Administrator($"a-{n}", n)), SetUp(Administrator($"b-{n}", n))], WithoutAdministratorAsync);

    // The last one signed whom he appoints; his clerk enters it when he is gone.
    [Fact]
    public Task nobody_is_set_up_after_an_administrator_s_own_successor_was_entered() => NeverAfterAsync("setup.ended",
        n => new CommandRequest(Guid.CreateVersion7(), Administrator($"a-{n}", n) with
        {
            Document = Paper($"{800 + n}/QĐ-UBND", "UBNDTP", Chairman, 'a') with { Date = Day(n - 1) },
        }, World.Officer($"a-{n - 1}"), World.Officer("vptu.van-thu"), OccurredOn: Day(n - 1)),
        n => SetUp(Administrator($"b-{n}", n)), WithoutAdministratorAsync);

    // Exactly one is recorded; the other is told why not, and its refusal is recorded after what it lost to.
    private static Task OneWinsAsync(string code, Func<int, CommandRequest[]> pair,
        Func<World, int, Task>? given = null) => RaceAsync(given, async (world, n) =>
    {
        var outcomes = await AtOnceAsync(world, pair(n));
        outcomes.OfType<Outcome.Recorded>().ShouldHaveSingleItem();
        outcomes.OfType<Outcome.Refused>().ShouldHaveSingleItem().Refusal.Code.ShouldBe(code);
    });

    private static Task NeverAfterAsync(string code, Func<int, CommandRequest> end, Func<int, CommandRequest> other,
        Func<World, int, Task> given) =>
        RaceAsync(given, (world, n) => ShouldComeAfterAsync(world, code, end(n), other(n)));

    // The end is recorded between the other's decision and its append.
    private static async Task ShouldComeAfterAsync(World world, string code, CommandRequest end, CommandRequest other)
    {
        var isEnded = false;
        var clock = new DecidedClock(world.Clock,
            () => isEnded = Task.Run(() => DoneAsync(world, end)).Wait(DecidingMax));
        var outcome = await new CommandHandler(world.Store, clock, World.Origin).HandleAsync(other, default);
        isEnded.ShouldBeTrue("It was refused before the other was recorded");
        outcome.ShouldBeOfType<Outcome.Refused>().Refusal.Code.ShouldBe(code);
    }

    private static async Task RaceAsync(Func<World, int, Task>? given, Func<World, int, Task> race)
    {
        await using var world = await World.WithSetupAsync();
        world.Clock.Set(VietnamTime.At(Today, new TimeOnly(9, 0)));
        for (var n = 1; n <= Rounds; n++)
        {
            if (given is not null)
                await given(world, n);
            await race(world, n);
        }

        (await Verifier.VerifyAsync(world.ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    // All have decided before the first appends: whoever appends later has read what holds no longer.
    private static async Task<Outcome[]> AtOnceAsync(World world, CommandRequest[] requests)
    {
        using var all = new Barrier(requests.Length);
        var clocks = requests.Select(_ => new DecidedClock(world.Clock,
            () => all.SignalAndWait(DecidingMax).ShouldBeTrue("Another one decided nothing to record"))).ToList();
        return await Task.WhenAll(requests.Select((request, i) => Task.Run(() =>
            new CommandHandler(world.Store, clocks[i], World.Origin).HandleAsync(request, default))));
    }

    // A handler asks for the time when it begins to decide, and again to write down what it decided: then, the first
    // time, something else happens before it appends.
    private sealed class DecidedClock(TimeProvider clock, Action decided) : TimeProvider
    {
        private int asked;

        public override DateTimeOffset GetUtcNow()
        {
            if (Interlocked.Increment(ref asked) == 2)
                decided();
            return clock.GetUtcNow();
        }
    }

    private static async Task DoneAsync(World world, CommandRequest request) =>
        (await world.Handler.HandleAsync(request, default)).ShouldBeOfType<Outcome.Recorded>();

    private static async Task InProgressAsync(World world, int n)
    {
        await DoneAsync(world, World.Request(Party, Draft(n, "SYT")));
        await DoneAsync(world, World.Request(Party, new AssignmentCommand.IssueAssignment(T(n))));
        await DoneAsync(world, World.Request(Lead, new AssignmentCommand.ReceiveAssignment(T(n))));
    }

    // A department with somebody who answers for what it is charged with.
    private static async Task RegisterAsync(World world, int n)
    {
        var head = World.Officer(Head(n));
        await DoneAsync(world, World.Request("quan-tri", new BodyCommand.RegisterBody(Body(n), BodyKind.Department,
            "Sở " + n, "Department " + n, new("UBNDTP"), new("DUUBND"))));
        await DoneAsync(world, World.Request("quan-tri", new OfficerCommand.RegisterOfficer(head.Id,
            "Nguyễn Văn Mẫu", Body(n))));
        await DoneAsync(world, World.Request("quan-tri", new OfficerCommand.AppointOfficer(head.Id, head.Mandate,
            Body(n), "Giám đốc", [Power.Execute], Today)));
    }

    // Whoever administers does so for a day; in the first round the one of the seeds leaves.
    private static async Task WithoutAdministratorAsync(World world, int n)
    {
        if (n == 1)
        {
            foreach (var name in Enumerable.Range(0, Rounds + 1).SelectMany(i => new[] { $"a-{i}", $"b-{i}" })
                .Append("vptu.van-thu"))
            {
                await DoneAsync(world, World.Request("quan-tri", new OfficerCommand.RegisterOfficer(
                    World.Officer(name).Id, "Nguyễn Văn Mẫu", new("VPTU"))));
            }

            await DoneAsync(world, World.Request("quan-tri", Administrator("vptu.van-thu", 0) with
            {
                Powers = [Power.Record],
                To = null,
            }));
            await DoneAsync(world, World.Request("quan-tri", Administrator("a-0", 0)));
            await DoneAsync(world, World.Request("a-0", new OfficerCommand.RevokeMandate(World.Officer("quan-tri").Id,
                World.Officer("quan-tri").Mandate, Today, "Chuyển công tác")));
        }

        world.Clock.Set(VietnamTime.At(Day(n), new TimeOnly(9, 0)));
    }

    private static OfficerCommand.AppointOfficer Administrator(string name, int n) => new(World.Officer(name).Id,
        World.Officer(name).Mandate, new("VPTU"), "Quản trị", [Power.Administer], Day(n), Day(n));

    private static CommandRequest SetUp(Command command) =>
        new(Guid.CreateVersion7(), command, Acting.Setup, Acting.Setup);

    private static DateOnly Day(int n) => Today.AddDays(n);

    private static string Head(int n) => $"so-{n}.giam-doc";

    private static CommandRequest End(int n, string successor, char digit) => World.Request("quan-tri",
        new BodyCommand.DissolveBody(Body(n), new(successor), Paper($"{700 + (2 * n) + (digit - '0')}/QĐ-UBND",
            "UBNDTP", Chairman, digit)));

    private static PlanCommand.IssuePlan Plan(int n, char digit) => new(PlanOf(n, digit), "Kế hoạch thử",
        "A plan for trial", Paper($"{100 + n}-KH/TU", "BTVTU", "btv.pho-bi-thu-thuong-truc", digit));

    private static CommandRequest Decision(int n, string leader, char digit) => World.Request(Chairman,
        new InspectionCommand.IssueDecision(new InspectionId(Aliases.IdOf("inspection", "R" + n)),
            InspectionKind.KiemTraChuyenNganh, new("SYT"), World.Officer(leader).Id, [], [new("BHXH"), new("STC")],
            new("BVDK-A"), "Chi phí", new DateOnly(2025, 1, 1), new DateOnly(2025, 11, 30), 10, Today.AddDays(2),
            Paper($"{(digit == 'a' ? 300 : 400) + n}/QĐ-UBND", "UBNDTP", Chairman, digit),
            [new LegalBasis("217/2025/NĐ-CP", "Điều 7")]));

    private static CommandRequest Extension(int n, int day) => World.Request(Lead,
        new AssignmentCommand.RequestExtension(T(n), new DateOnly(2026, 7, day), "Chờ số liệu"));

    private static CommandRequest Rules(int n, int days)
    {
        var signed = Paper($"{(days == 1 ? 500 : 600) + n}/QĐ-UBND", "UBNDTP", Chairman, (char)('0' + days));
        var rules = new RuleSetCommand.AdoptRuleSet(1 + n, Today.AddDays(n), RuleSet(days), "", "Quy định " + n,
            signed, [], []);
        return World.Request("quan-tri", rules with { ContentSha256 = RuleSets.ContentHash(rules) });
    }

    private static List<Limit> RuleSet(int days) =>
        [.. LimitIds.All.Select((id, place) => new Limit(id, days + place, LimitUnit.Day, "Quy định thử", "Điều 1"))];

    private static AssignmentCommand.DraftAssignment Draft(int n, string lead)
    {
        var draft = (AssignmentCommand.DraftAssignment)Commands.Draft("R-" + n);
        return draft with
        {
            Clears = draft.Clears with
            {
                Addressees = [new(new(lead), AssignmentVerb.Giao, AssignmentRole.Lead,
                    lead == "SYT" ? Commands.Person("syt.giam-doc") : Commands.Person(Head(n)))],
            },
        };
    }

    private static Document Paper(string number, string issuer, string signer, char digit) =>
        new(number, Today, new(issuer), World.Officer(signer).Id, new string(digit, 64));

    private static AssignmentId T(int n) => Commands.Id("R-" + n);

    private static ProposalId P(int n) => new(Aliases.IdOf("proposal", "R-" + n));

    private static PlanId PlanOf(int n, char digit) => new(Aliases.IdOf("plan", $"R-{n}{digit}"));

    private static BodyCode Body(int n) => new("SO-" + n);
}
