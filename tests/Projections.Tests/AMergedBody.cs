using Supervision.Domain;
using Supervision.Domain.Bodies;
using Supervision.Domain.Rules;
using Supervision.Projections.Money;
using Supervision.Projections.Obligations;
using static Supervision.Projections.Tests.Given;
using RemediationEvent = Supervision.Domain.Remediations.RemediationEvent;

namespace Supervision.Projections.Tests;

/// <summary>
/// The hospital is merged in mid-remediation: F1 is paid, F2 in part, F3 reported; then all is confirmed.
/// </summary>
public sealed class AMergedBody : ProjectedLedger
{
    private const string Old = "BV-A", New = "BV-B";

    private static readonly Document Decision = Document("1500/QĐ-UBND", D(5, 8));

    private static IEnumerable<Act> Before() =>
    [
        .. Setting(), .. Fieldwork(), .. Confirmation(), Required(),
        Paid(D(30, 7), "GN-1", (F1, 76_752_000), (F2, 23_248_000)),
        Received(D(31, 7), "GN-1", (F1, 76_752_000), (F2, 23_248_000)),
        Paid(D(4, 8), "GN-2", (F3, 86_300_000)),
    ];

    private static IEnumerable<Act> Merger() =>
    [
        new Act(D(5, 8), "SYSTEM", [new(new BodyCode(New).Stream, new BodyEvent.BodyRegistered(new(New),
            BodyKind.Facility, "Bệnh viện B", "Hospital B", null, null))]) { Policy = "setup" },
        new Act(D(5, 8), "UBND-TP", [new(new BodyCode(Old).Stream,
            new BodyEvent.BodyMerged(new(New), D(5, 8), Decision))]),
        Taken(F2, Old, New), Taken(F3, Old, New), Taken(Remediation, Old, New), Taken(Inspection, Old, New),
    ];

    [Fact]
    public async Task hands_over_what_is_outstanding_and_no_total_of_the_city_moves()
    {
        var known = await ProjectAsync(Before());
        var city = await Views.Accounts.OfCityAsync(known);
        var size = await ProjectAsync(Merger());

        (await Views.Accounts.OfCityAsync(size)).ShouldBe(city);
        (await OutstandingAsync(Old, known)).ShouldBe(112_502_000);
        (await OutstandingAsync(Old, size)).ShouldBe(0);
        (await OutstandingAsync(New, size)).ShouldBe(112_502_000);
        (await BalanceAsync(New, Accounts.Reported, size)).ShouldBe(86_300_000);
        // What was recovered before stays with the body that paid it.
        (await BalanceAsync(Old, Accounts.Recovered, size)).ShouldBe(100_000_000);
        (await BalanceAsync(Old, Accounts.Recoverable, size)).ShouldBe(0);
        await ShouldTieAsync();
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task lets_the_successor_pay_the_rest_and_the_verifier_see_all_of_it()
    {
        await ProjectAsync([.. Before(), .. Merger()]);
        var size = await ProjectAsync([Received(D(6, 8), "GN-2", (F3, 86_300_000)),
            Paid(D(7, 8), "GN-3", (F2, 26_202_000)), Received(D(7, 8), "GN-3", (F2, 26_202_000))]);

        (await OutstandingAsync(New, size)).ShouldBe(0);
        (await BalanceAsync(New, Accounts.Recovered, size)).ShouldBe(112_502_000);
        (await Views.Accounts.OfCityAsync(size)).Single(f => f.Account == Accounts.Recovered).Balance
            .ShouldBe(212_502_000);
        await ShouldTieAsync();
    }

    [Fact]
    public async Task hands_over_the_side_of_a_verifier_and_of_an_inspecting_body()
    {
        var known = await ProjectAsync(Before());
        var size = await ProjectAsync([Taken(F3, "SYT", "STC"), Taken(Remediation, "SYT", "STC")]);

        foreach (var role in new[] { Role.Verifier, Role.Inspecting })
        {
            var open = await OutstandingAsync("SYT", known, role) + await OutstandingAsync("STC", known, role);
            (await OutstandingAsync("SYT", size, role)).ShouldBe(0);
            (await OutstandingAsync("STC", size, role)).ShouldBe(open);
        }

        await ShouldTieAsync();
    }

    // The Inspectorate takes over by itself, or a body above names it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task hands_over_the_side_of_a_verifier_that_came_to_be_the_owner_and_not_the_owners(bool named)
    {
        var own = await ProjectAsync([.. Before(), Taken(F2, Old, "SYT"), Taken(F3, Old, "SYT"),
            Taken(Remediation, Old, "SYT")]);
        var size = await ProjectAsync([new Act(D(6, 8), "TTTP", [To(Remediation, named
            ? new RemediationEvent.VerifierNamed(new("TTTP"), Deadline.Set(D(13, 8)), Decision)
            : new RemediationEvent.VerificationTakenOver(new("TTTP"), Deadline.Set(D(13, 8))))])]);

        (await OutstandingAsync("SYT", own, Role.Verifier)).ShouldBe(112_502_000);
        (await OutstandingAsync("SYT", size, Role.Verifier)).ShouldBe(0);
        (await OutstandingAsync("TTTP", size, Role.Verifier)).ShouldBe(112_502_000);
        (await OutstandingAsync("SYT", size)).ShouldBe(112_502_000);
        (await InflowAsync("SYT", Role.Verifier, Counts.CountAccounts.MeasuresRequired, size)).ShouldBe(0);
        (await InflowAsync("TTTP", Role.Verifier, Counts.CountAccounts.MeasuresRequired, size)).ShouldBe(2);
        (await Views.Remediations.OfInspectionAsync(Inspection.Value, size)).Single().RequiringBody.ShouldBe("TTTP");
        await ShouldTieAsync();
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task that_came_to_be_its_own_receiver_recovers_only_what_the_one_named_instead_confirms()
    {
        var own = await ProjectAsync([.. Before(), Taken(F2, Old, "BHXH"), Taken(F3, Old, "BHXH"),
            Taken(Remediation, Old, "BHXH")]);
        var city = await Views.Accounts.OfCityAsync(own);
        var named = await ProjectAsync([new Act(D(6, 8), "UBND-TP", [To(Remediation,
            new RemediationEvent.ReceiverNamed(new("STC"), Deadline.Set(D(13, 8)), Decision))])]);
        (await Views.Accounts.OfCityAsync(named)).ShouldBe(city);
        (await OutstandingAsync("BHXH", named)).ShouldBe(112_502_000);
        (await Views.Remediations.OfInspectionAsync(Inspection.Value, named)).Single().Receiver.ShouldBe("STC");

        var size = await ProjectAsync([Received(D(7, 8), "GN-2", (F3, 86_300_000))]);
        (await OutstandingAsync("BHXH", size)).ShouldBe(26_202_000);
        await ShouldTieAsync();
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task shows_the_new_body_from_that_entry_on_and_the_old_one_before()
    {
        var known = await ProjectAsync(Before());
        var size = await ProjectAsync(Merger());

        (await Views.Remediations.OfInspectionAsync(Inspection.Value, known)).Single().Owner.ShouldBe(Old);
        (await Views.Remediations.OfInspectionAsync(Inspection.Value, size)).Single().Owner.ShouldBe(New);
        (await Views.Inspections.OneAsync(Inspection.Value, known))!.Subject.ShouldBe(Old);
        (await Views.Inspections.OneAsync(Inspection.Value, size))!.Subject.ShouldBe(New);
        (await Views.Findings.OneAsync(F1.Value, size))!.Subject.ShouldBe(Old);
        (await Views.Findings.OneAsync(F2.Value, size))!.Subject.ShouldBe(New);
        (await Views.Bodies.OneAsync(Old, known))!.Successor.ShouldBeNull();
        (await Views.Bodies.OneAsync(Old, size))!.Successor.ShouldBe(New);
        (await Views.Bodies.OneAsync(Old, size))!.EndedOn.ShouldBe(D(5, 8));
    }

    [Fact]
    public async Task keeps_the_counts_of_open_obligations_true_for_both()
    {
        var size = await ProjectAsync([.. Before(), .. Merger()]);

        foreach (var body in new[] { Old, New })
        {
            var open = await Views.Obligations.OfBodyAsync(body, ObligationFilter.Open, size);
            var counted = await InflowAsync(body, Role.Owing, Counts.CountAccounts.ObligationsOpened, size)
                - await InflowAsync(body, Role.Owing, Counts.CountAccounts.ObligationsMet, size)
                - await InflowAsync(body, Role.Owing, Counts.CountAccounts.ObligationsEnded, size);
            counted.ShouldBe(open.Count, body);
        }

        (await InflowAsync(New, Role.Subject, Counts.CountAccounts.MeasuresRequired, size)).ShouldBe(2);
    }

    private static Act Taken<T>(T id, string from, string to) where T : struct, IIdentifier<T> =>
        new(D(5, 8), "SYSTEM", [To(id, new SuccessionEvent.TakenOver(new(from), new(to), Decision))])
        { Policy = "succession" };

    private async Task<long> OutstandingAsync(string body, long asOf, Role role = Role.Subject) =>
        (await Views.Accounts.FiguresAsync(body, asOf))
            .SingleOrDefault(f => f.Role == role && f.Key == Accounts.Outstanding)?.Value ?? 0;

    private async Task<long> BalanceAsync(string body, string account, long asOf) =>
        (await Views.Accounts.OfBodyAsync(body, asOf)).Single(a => a.Role == Role.Subject && a.Account == account)
            .Balance;

    private async Task<long> InflowAsync(string body, Role role, string account, long asOf) =>
        (await Views.Accounts.OfBodyAsync(body, asOf))
            .SingleOrDefault(a => a.Role == role && a.Account == account)?.Inflow ?? 0;

    // The money lines of one entry sum to zero for each body and role, also where a balance passes on.
    private async Task ShouldTieAsync() => (await ScalarAsync<long>("""
        select count(*) from (select sum(amount) as sum from views.posting where unit = 'dong'
            group by entry_index, body, role) x where sum <> 0
        """)).ShouldBe(0);
}
