using Supervision.Domain;
using Supervision.Domain.Findings;
using Supervision.Domain.Remediations;
using Supervision.Domain.Rules;
using Supervision.Projections.Money;
using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

/// <summary>Random lives of findings, from a fixed seed: revised up and down, split, offset, paid in parts.</summary>
public sealed class ManyInspections : ProjectedLedger
{
    private const int FindingsOfASeed = 60;
    private static readonly string[] Members = ["SYT", "BHXH", "STC"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task sum_to_zero_in_every_entry_body_and_role_and_to_their_running_totals(int seed)
    {
        var random = new Random(seed);
        await RecordAsync([.. Setting(), .. Fieldwork().Take(2)]);
        var lives = Enumerable.Range(0, FindingsOfASeed).Select(n => new Queue<Act>(Life(random, n))).ToList();
        while (lives.Count > 0)
        {
            var life = lives[random.Next(lives.Count)];
            await RecordAsync(life.Dequeue());
            lives.RemoveAll(l => l.Count == 0);
            if (random.Next(20) == 0)
                await Projector.CatchUpAsync(None);
        }

        var size = await Projector.CatchUpAsync(None);
        (await ScalarAsync<long>("""
            select count(*) from (select from views.posting where unit = 'dong'
            group by entry_index, body, role having sum(amount) <> 0) x
            """)).ShouldBe(0);
        (await ScalarAsync<long>("select count(*) from views.posting where unit = 'dong'")).ShouldBeGreaterThan(500);
        (await Views.Accounts.OfCityAsync(size)).ShouldBe(
            await Views.Accounts.OfInspectionAsync(Inspection.Value, size));
        foreach (var role in new[] { Role.Subject, Role.Inspecting })
        {
            (await ScalarAsync<long>($"""
                select sum(amount)::bigint from views.posting
                where role = '{PostingName(role)}' and account = 'recovered'
                """)).ShouldBe(await ScalarAsync<long>("""
                select coalesce(sum(amount), 0)::bigint from views.payment
                where valid_to is null and confirmed_index is not null
                """));
        }

        await ShouldEqualARebuildAsync();
    }

    private static string PostingName(Role role) => role == Role.Subject ? "subject" : "inspecting";

    private static IEnumerable<Act> Life(Random random, int n)
    {
        var id = new FindingId(Id($"finding {n} {random.Next()}"));
        var on = D(10, 6);
        long amount = random.Next(0, 50) * 1_000L;
        yield return Found(on, id, $"F{n}", ViolationCode.V06, Members[random.Next(Members.Length)], amount, 1);
        for (var i = random.Next(3); i > 0; i--)
        {
            var next = random.Next(0, 60) * 1_000L;
            yield return Act(on, "UBND-TP", id, new FindingEvent.FindingRevised(new(amount), new(next), next, new(1),
                "Xem lại", Document("5/QĐ-UBND", on)));
            amount = next;
        }

        var refused = random.Next(3) == 0 ? amount / 4 : 0;
        yield return new Act(on, "UBND-TP", [Confirmed(id, amount, Document("6/QĐ-UBND", on),
            new Outcome(MoneyOutcome.TuChoiThanhToan, new(refused)),
            new Outcome(MoneyOutcome.ThuHoiVeQuy, new(amount - refused)))]);
        var offset = random.Next(2) == 0 ? (amount - refused) / 3 : 0;
        if (offset > 0)
            yield return Act(on, "BHXH", id, new FindingEvent.OffsetApplied(new("BHXH"), "03/BH", new(offset),
                Document("7/BB-BHXH", on, "BHXH")));
        var due = amount - refused - offset;
        foreach (var act in due > 0 ? Recovery(random, id, n, due) : [])
            yield return act;
    }

    private static IEnumerable<Act> Recovery(Random random, FindingId finding, int n, long due)
    {
        var (id, on) = (new RemediationId(Id($"remediation {n} {random.Next()}")), D(20, 7));
        yield return Act(on, "SYT", id, new RemediationEvent.RemediationRequired(id, Inspection, $"KP-{n}", [finding],
            new("SYT"), new("BV-A"), new("BHXH"), [new Measure(1, MeasureKind.Pay, "Nộp tiền", D(20, 8), new(due))],
            new(due), Deadline.Set(D(24, 7)), Document("9/CV-SYT", on, "SYT")));
        for (var (rest, part) = (due, 1); rest > 0 && random.Next(5) > 0; part++)
        {
            var paid = Math.Min(rest, due / 2 + 1);
            rest -= paid;
            IReadOnlyList<Allocation> to = [new Allocation(finding, new(paid))];
            yield return Act(on, "BV-A", id,
                new RemediationEvent.PaymentReported(1, $"GN-{part}", new(paid), to, new string('b', 64)));
            if (random.Next(4) > 0)
                yield return Act(on, "BHXH", id,
                    new RemediationEvent.PaymentConfirmed(1, $"GN-{part}", new(paid), to, new("BHXH")));
        }
    }
}
