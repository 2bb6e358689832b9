using FsCheck;
using FsCheck.Fluent;
using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Rules;
using Supervision.Messaging.Scenarios;

namespace Supervision.Messaging.Tests;

public class SendingACommandTwice
{
    [Fact]
    public async Task gives_the_first_result_and_records_nothing_more()
    {
        await using var world = await World.WithSetupAsync();
        var request = World.Request("syt.dau-moi", Commands.Evidence("a"), Guid.CreateVersion7());

        var first = (await world.Handler.HandleAsync(request, default)).ShouldBeOfType<Outcome.Recorded>();
        var second = (await world.Handler.HandleAsync(request, default)).ShouldBeOfType<Outcome.Recorded>();

        first.Repeated.ShouldBeFalse();
        second.ShouldBe(first with { Repeated = true });
        (await world.Store.ReadHeadAsync(default)).Size.ShouldBe(first.FirstIndex + 1);
    }

    [Fact]
    public async Task gives_the_first_result_though_the_rules_would_refuse_it_by_now()
    {
        await using var world = await World.WithSetupAsync();
        var request = World.Request("duubnd.pho-bi-thu", Commands.Draft("X-1"), Guid.CreateVersion7());
        var first = (await world.Handler.HandleAsync(request, default)).ShouldBeOfType<Outcome.Recorded>();

        var again = await world.Handler.HandleAsync(request, default);
        var other = await world.Handler.HandleAsync(request with { Id = Guid.CreateVersion7() }, default);

        again.ShouldBe(first with { Repeated = true });
        other.ShouldBeOfType<Outcome.Refused>().Refusal.Code.ShouldBe("assignment.already_drafted");
    }

    [Fact]
    public async Task with_another_content_is_an_error_and_records_nothing()
    {
        await using var world = await World.WithSetupAsync();
        var id = Guid.CreateVersion7();
        await world.Handler.HandleAsync(World.Request("syt.dau-moi", Commands.Evidence("a"), id), default);
        var size = (await world.Store.ReadHeadAsync(default)).Size;

        var otherContent = await world.Handler.HandleAsync(
            World.Request("syt.dau-moi", Commands.Evidence("b"), id), default);
        var otherActor = await world.Handler.HandleAsync(
            World.Request("bhxh.dau-moi", Commands.Evidence("a"), id), default);

        otherContent.ShouldBe(new Outcome.Reused(id));
        otherActor.ShouldBe(new Outcome.Reused(id));
        (await world.Store.ReadHeadAsync(default)).Size.ShouldBe(size);
    }

    [Fact]
    public async Task by_many_callers_at_once_is_recorded_once()
    {
        await using var world = await World.WithSetupAsync();
        var request = World.Request("syt.dau-moi", Commands.Evidence("a"), Guid.CreateVersion7());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => world.Handler.HandleAsync(request, default)));

        outcomes.OfType<Outcome.Recorded>().Count(o => !o.Repeated).ShouldBe(1);
        outcomes.ShouldAllBe(o => o is Outcome.Recorded);
    }

    [Fact]
    public async Task any_number_of_times_in_any_order_and_side_by_side_is_accepted_once()
    {
        await using var world = await World.WithSetupAsync();
        var plays = 0;
        // Which of a play's commands is sent, one after another, and how many of those are sent side by side.
        var sendings = from which in Gen.Choose(0, 5).ListOf(20)
                       from atOnce in Gen.Choose(1, 8)
                       select (which, atOnce);
        await Task.Run(() => Prop.ForAll(sendings.ToArbitrary(), play => IsAcceptedOnceAsync(world, plays++, play))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(15).WithQuietOnSuccess(true)));
    }

    private static async Task IsAcceptedOnceAsync(World world, int play, (List<int> Which, int AtOnce) sent)
    {
        var requests = Enumerable.Range(0, 6).Select(i => i % 2 == 0
            ? World.Request("syt.dau-moi", Commands.Evidence($"{play:x}-{i}"), Guid.CreateVersion7())
            : World.Request("duubnd.pho-bi-thu", Commands.Draft($"X-{play}-{i}"), Guid.CreateVersion7())).ToList();
        var outcomes = new List<(Guid Id, Outcome Outcome)>();
        foreach (var atOnce in sent.Which.Chunk(sent.AtOnce))
            outcomes.AddRange(await Task.WhenAll(atOnce.Select(async i =>
                (requests[i].Id, await world.Handler.HandleAsync(requests[i], default)))));

        var recorded = (await world.EntriesAsync()).Select(e => RecordedEvent.Parse(e.Bytes)).ToList();
        foreach (var id in outcomes.Select(o => o.Id).Distinct())
        {
            var own = outcomes.Where(o => o.Id == id).Select(o => (Outcome.Recorded)o.Outcome).ToList();
            var first = own.Single(o => !o.Repeated);
            own.ShouldAllBe(o => o.FirstIndex == first.FirstIndex && o.Count == first.Count);
            recorded.Count(r => r.CommandId == id).ShouldBe(first.Count);
        }
    }
}

public class ARefusedCommand
{
    [Fact]
    public async Task changes_nothing_but_the_record_of_its_refusal()
    {
        await using var world = await World.WithSetupAsync();
        var before = await world.EntriesAsync();

        var outcome = await world.Handler.HandleAsync(
            World.Request("xa-e.dau-moi", Commands.Draft("X-2")), default);

        outcome.ShouldBeOfType<Outcome.Refused>().Refusal.Code.ShouldBe("mandate.lacks_power");
        var added = (await world.EntriesAsync(before.Count)).ShouldHaveSingleItem();
        var recorded = RecordedEvent.Parse(added.Bytes);
        recorded.Event.ShouldBe(new RefusalEvent.CommandRefused("assignment.DraftAssignment", "mandate.lacks_power",
            Law.Product.Document, "", Aliases.StreamOf("assignment", "X-2")));
        recorded.Stream.ShouldBe(RefusalCount.Stream(World.Officer("xa-e.dau-moi").Id, recorded.By.OccurredOn));
    }

    [Fact]
    public async Task says_what_it_was_about_whatever_the_command()
    {
        await using var world = await World.WithSetupAsync();
        var other = World.Officer("syt.dau-moi").Id;
        foreach (var (command, about) in new (Command, string)[]
        {
            (new OfficerCommand.SuspendAccount(other, new DateOnly(2026, 1, 1), "Lý do"), Facts.StreamOf(other)),
            (new OfficerCommand.DeclareConflict(new BodyCode("NOBODY"), "Lý do"),
                Facts.StreamOf(World.Officer("xa-e.dau-moi").Id)),
            (new BodyCommand.PlaceBody(new BodyCode("SYT")), "body/SYT"),
            (Commands.Evidence("e") with { SizeBytes = 0 },
                Facts.StreamOf(new EvidenceId(Aliases.IdOf("evidence", "e-e")))),
            (new RoleTableCommand.AdoptRoleTable(2, new DateOnly(2026, 1, 1), [], "", "", Paper), "ruleset/roles"),
            (new RuleSetCommand.AdoptRuleSet(2, new DateOnly(2026, 1, 1), [], "", "", Paper, [], []),
                "ruleset/limits"),
            (new CalendarCommand.AdoptCalendar(9, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1), [], [], "", "",
                Paper), "calendar/working-days"),
        })
        {
            (await world.Handler.HandleAsync(World.Request("xa-e.dau-moi", command), default))
                .ShouldBeOfType<Outcome.Refused>(command.ToString());
            ((RefusalEvent.CommandRefused)RecordedEvent.Parse((await world.EntriesAsync())[^1].Bytes).Event).About
                .ShouldBe(about);
        }
    }

    private static Document Paper => new("99/QĐ-UBND", new DateOnly(2025, 12, 1), new BodyCode("UBNDTP"),
        World.Officer("ubnd.chu-tich").Id, new string('a', 64));

    [Fact]
    public async Task is_decided_anew_when_it_is_sent_again()
    {
        await using var world = await World.WithSetupAsync();
        var issue = World.Request("duubnd.pho-bi-thu", new AssignmentCommand.IssueAssignment(Commands.Id("X-3")));
        await world.Handler.HandleAsync(
            World.Request("duubnd.pho-bi-thu", Commands.Draft("X-3", product: null)), default);
        (await world.Handler.HandleAsync(issue, default)).ShouldBeOfType<Outcome.Refused>()
            .Refusal.Code.ShouldBe("assignment.clears_missing");
        await world.Handler.HandleAsync(World.Request("duubnd.pho-bi-thu", new AssignmentCommand.AmendDraft(
            Commands.Id("X-3"), new SixClears([], Product: "Báo cáo"))), default);

        (await world.Handler.HandleAsync(issue, default)).ShouldBeOfType<Outcome.Recorded>();
    }

    [Fact]
    public async Task of_somebody_unknown_records_nothing()
    {
        await using var world = await World.WithSetupAsync();
        var size = (await world.Store.ReadHeadAsync(default)).Size;

        var outcome = await world.Handler.HandleAsync(World.Request("khong-co-ai", Commands.Evidence("a")), default);

        outcome.ShouldBeOfType<Outcome.Refused>().Refusal.Code.ShouldBe("mandate.unknown");
        (await world.Store.ReadHeadAsync(default)).Size.ShouldBe(size);
    }

    [Fact]
    public async Task is_recorded_at_most_as_often_as_the_bound_of_the_day_says()
    {
        await using var world = await World.WithSetupAsync();
        var before = (await world.Store.ReadHeadAsync(default)).Size;

        for (var i = 0; i < RefusalCount.PerDayMax + 5; i++)
        {
            (await world.Handler.HandleAsync(World.Request("xa-e.dau-moi", Commands.Draft("X-" + i)), default))
                .ShouldBeOfType<Outcome.Refused>();
        }

        (await world.Store.ReadHeadAsync(default)).Size.ShouldBe(before + RefusalCount.PerDayMax);
    }
}

public class RacingCommands
{
    [Fact]
    public async Task that_add_to_one_plan_are_all_recorded_once()
    {
        await using var world = await World.WithSetupAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => world.Handler.HandleAsync(
            World.Request("duubnd.pho-bi-thu", Commands.Draft("R-" + i)), default)));

        outcomes.ShouldAllBe(o => o is Outcome.Recorded);
        var opened = (await world.EntriesAsync()).Select(e => RecordedEvent.Parse(e.Bytes).Event)
            .OfType<PlanEvent.PlanAssignmentOpened>().Select(e => e.Assignment).ToList();
        opened.Distinct().Count().ShouldBe(opened.Count);
        opened.ShouldContain(Commands.Id("R-11"));
    }

    [Fact]
    public async Task that_take_one_document_number_for_two_documents_leave_one()
    {
        await using var world = await World.WithSetupAsync();

        var outcomes = await Task.WhenAll("ab".Select(c => world.Handler.HandleAsync(World.Request(
            "btv.pho-bi-thu-thuong-truc", new PlanCommand.IssuePlan(new PlanId(Guid.CreateVersion7()),
                "Kế hoạch thử", "A plan for trial", new Document("77-KH/TU", new DateOnly(2025, 12, 3),
                    new BodyCode("BTVTU"), World.Officer("btv.pho-bi-thu-thuong-truc").Id, new string(c, 64)))),
            default)));

        outcomes.OfType<Outcome.Recorded>().Count().ShouldBe(1);
        outcomes.OfType<Outcome.Refused>().ShouldHaveSingleItem().Refusal.Code.ShouldBe("document.number_taken");
    }
}

internal static class Commands
{
    public static AssignmentId Id(string alias) => new(Aliases.IdOf("assignment", alias));

    /// <summary>An officer with the mandate of the same alias.</summary>
    public static ResponsiblePerson Person(string alias) =>
        World.Officer(alias) is var officer ? new(officer.Id, officer.Mandate) : null!;

    public static EvidenceCommand.RegisterEvidence Evidence(string digit) => new(
        new EvidenceId(Aliases.IdOf("evidence", "e-" + digit)), EvidenceKind.Report, "Báo cáo thử",
        new string(digit[0], 64), 12, false);

    public static AssignmentCommand.DraftAssignment Draft(string alias, string? product = "Báo cáo") => new(
        Id(alias), new PlanId(Aliases.IdOf("plan", "KH20")), "III.5.1", alias, "Việc thử", "A piece of work",
        new SixClears([new Addressee(new BodyCode("SYT"), AssignmentVerb.Giao, AssignmentRole.Lead,
            Person("syt.giam-doc"))], "Việc thử",
            new DateOnly(2026, 6, 30), "Sở Y tế chịu trách nhiệm", product, "Đảng ủy UBND thành phố"));
}
