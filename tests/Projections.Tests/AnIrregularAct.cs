using Supervision.Domain;
using Supervision.Domain.IrregularActs;
using Supervision.Projections.Counts;
using Supervision.Projections.Money;
using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

public sealed class AnIrregularAct : ProjectedLedger
{
    private static readonly IrregularActId Irregular = new(Id("irregular"));

    [Theory]
    [InlineData("inspection")]
    [InlineData("finding")]
    [InlineData("remediation")]
    public async Task stands_in_the_trail_of_its_case_and_counts_for_the_body_whose_act_it_was(string about)
    {
        var stream = about switch
        {
            "inspection" => Inspection.AsStream(),
            "finding" => F1.AsStream(),
            _ => Remediation.AsStream(),
        };
        var size = await ProjectAsync([.. Setting(), .. Fieldwork(), .. Confirmation(), Required(), Told(stream)]);

        (await Views.Trail.OfCaseAsync(Inspection.AsStream(), size))[0].Type
            .ShouldBe("irregularact.IrregularActRecorded");
        (await CountAsync("SYT", size), await CountAsync("UBND-TP", size)).ShouldBe((1, 0));
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task about_no_case_stands_in_the_trail_of_all()
    {
        var size = await ProjectAsync([.. Setting(), Told(null)]);
        var activity = (await Views.Trail.OfStreamAsync(Irregular.AsStream(), size)).Single();
        (activity.CaseStream, activity.DocumentNumber, activity.Late, activity.DaysAfter)
            .ShouldBe((null, "150/QĐ-SYT", true, 6));
    }

    private async Task<long> CountAsync(string body, long size) => (await Views.Accounts.FiguresAsync(body, size))
        .Where(f => f.Key == CountAccounts.IrregularActs && f.Role == Role.Acting).Sum(f => f.Value);

    // Recorded by the issuer's officer, about an act of Sở Y tế.
    private static Act Told(string? about) => new(D(15, 7), "UBND-TP", [To(Irregular,
        new IrregularActEvent.IrregularActRecorded(Irregular, "inspection.ExtendInspection",
            "inspection.second_extension", new("SYT"), about, "Gia hạn lần hai", Document("150/QĐ-SYT", D(15, 7))))])
    { RecordedOn = D(21, 7) };
}
