using System.Globalization;
using static Supervision.Domain.Tests.Cast;

namespace Supervision.Domain.Tests;

public sealed class DocumentNumbers
{
    [Theory]
    [InlineData("05/BC-SYT", "docno/SYT/BC-SYT/2026/5")]
    [InlineData("120/QĐ-UBND", "docno/SYT/QĐ-UBND/2026/120")]
    [InlineData("12/UBND-VX", "docno/SYT/UBND-VX/2026/12")]
    [InlineData("05/TTr-SYT", "docno/SYT/TTR-SYT/2026/5")]
    [InlineData("17/CTr-UBND", "docno/SYT/CTR-UBND/2026/17")]
    [InlineData("03/QyĐ-UBND", "docno/SYT/QYĐ-UBND/2026/3")]
    [InlineData("844/QĐ-TTg", "docno/SYT/QĐ-TTG/2026/844")]
    [InlineData("20-KH/TU", "docno/SYT/KH-TU/2025/20")]
    [InlineData("24-BS/UBKTTU", "docno/SYT/BS-UBKTTU/2025/24")]
    [InlineData("296-QĐ/TW", "docno/SYT/QĐ-TW/2025/296")]
    public void are_unique_by_issuer_type_period_and_number(string number, string stream) =>
        DocumentNumber.Parse(number)!.Stream(Syt, Day("14/07")).ShouldBe(stream);

    [Theory]
    [InlineData("")]
    [InlineData("5/BC-SYT")]
    [InlineData("005/BC-SYT")]
    [InlineData("00/BC-SYT")]
    [InlineData("05-BC-SYT")]
    [InlineData("05/BC/SYT")]
    [InlineData("05/bc-syt")]
    [InlineData("05/Bc-SYT")]
    [InlineData("05/BC-Syt")]
    [InlineData("05/Ttr-SYT")]
    [InlineData("05/BC-SYT ")]
    [InlineData("05/BC-SYT\n")]
    [InlineData("٠٥/BC-SYT")]
    [InlineData("1٥/BC-SYT")]
    [InlineData("123456/BC-SYT")]
    public void of_another_form_are_none(string number) => DocumentNumber.Parse(number).ShouldBeNull();

    [Fact]
    public void begin_anew_each_year_for_the_State_and_each_term_for_the_Party()
    {
        static string Of(string number, int year) => DocumentNumber.Parse(number)!.Stream(Tu, new DateOnly(year, 6, 1));
        Of("05/BC-SYT", 2026).ShouldNotBe(Of("05/BC-SYT", 2027));
        Of("20-KH/TU", 2026).ShouldBe(Of("20-KH/TU", 2029));
        Of("20-KH/TU", 2029).ShouldNotBe(Of("20-KH/TU", 2030));
        Of("20-kh/TU", 2026).ShouldBe(Of("20-KH/TU", 2026));
    }

    [Theory]
    [InlineData("25/09/2025", 2020)]
    [InlineData("26/09/2025", 2025)]
    [InlineData("31/12/2029", 2025)]
    [InlineData("01/10/2030", 2030)]
    [InlineData("01/01/2019", 2015)]
    public void of_the_Party_follow_the_terms_of_the_rule_set(string day, int term)
    {
        DateOnly[] terms = [new(2020, 10, 14), new(2025, 9, 26), new(2030, 9, 30)];
        DocumentNumber.Parse("20-KH/TU")!.Stream(Tu, DateOnly.ParseExact(day, "dd/MM/yyyy", null), terms)
            .ShouldBe($"docno/TU/KH-TU/{term}/20");
        DocumentNumber.Parse("05/BC-SYT")!.Stream(Tu, DateOnly.ParseExact(day, "dd/MM/yyyy", null), terms)
            .ShouldBe($"docno/TU/BC-SYT/{day[^4..]}/5");
    }

    [Fact]
    public void of_the_Party_may_be_used_again_after_the_congress()
    {
        var congress = Rules2 with { PartyTerms = [new(2025, 9, 26), Day("01/06")] };
        var next = Story.IssuePlan with
        {
            Plan = new PlanId(Id("next")),
            Document = Story.IssuePlan.Document with { Date = Day("02/06"), Sha256 = Hash("another") },
        };
        Story.Planned().On("02/06").When(PartySecretary, next).ThenRefused("document.number_taken");
        Story.Planned().On("12/01").Given(Admin, Hashed(congress)).On("02/06").When(PartySecretary, next)
            .Answer.ShouldBeOfType<Answer.Events>();
    }
}

public sealed class MoneyOfTheDomain
{
    [Fact]
    public void is_whole_and_exact()
    {
        (412 * Dong(312_000)).ShouldBe(Dong(128_544_000));
        (Dong(5) - Dong(7)).ShouldBe(Dong(-2));
        Money.Sum([Dong(128_544_000), Dong(49_450_000), Dong(86_300_000)]).ShouldBe(Dong(264_294_000));
        Money.Min(Dong(1), Dong(2)).ShouldBe(Dong(1));
        (-Dong(3)).ShouldBe(Dong(-3));
        (Dong(1) < Dong(2) && Dong(2) >= Dong(2)).ShouldBeTrue();
    }

    [Fact]
    public void throws_rather_than_overflow()
    {
        Should.Throw<OverflowException>(() => Dong(long.MaxValue) + Dong(1));
        Should.Throw<OverflowException>(() => Dong(long.MinValue) - Dong(1));
        Should.Throw<OverflowException>(() => -Dong(long.MinValue));
        Should.Throw<OverflowException>(() => 2 * Dong(long.MaxValue));
    }
}

public sealed class WordsForPeople
{
    private static readonly CultureInfo Vi = new("vi-VN");
    private static readonly CultureInfo En = new("en-GB");

    [Fact]
    public void are_Vietnamese_and_English()
    {
        DomainTexts.EventName("finding.FindingRecorded", Vi).ShouldBe("Ghi nhận phát hiện");
        DomainTexts.EventName("finding.FindingRecorded", En).ShouldBe("Finding recorded");
        DomainTexts.Word(Assignments.Clear.Product, Vi).ShouldBe("rõ sản phẩm");
        DomainTexts.Word(Assignments.Clear.Product, En).ShouldBe("product");
        DomainTexts.Word(Dong(1_234_567), En).ShouldBe("1.234.567 đồng");
        DomainTexts.Word(Day("30/09"), En).ShouldBe("30/09/2026");
        DomainTexts.Word(new[] { Syt, Bhxh }, Vi).ShouldBe("SYT, BHXH");
        DomainTexts.Sentence(new Refusal("finding.no_legal_basis", Law.FindingBasis), Vi)
            .ShouldBe("Phát hiện chưa có căn cứ pháp lý. Ghi ít nhất một điều, khoản, điểm của văn bản bị vi phạm. "
                + "(Điều 33.3, 84/2025/QH15)");
        Should.Throw<MissingTextException>(() => DomainTexts.EventName("finding.Nothing", Vi));
    }

    [Fact]
    public void exist_for_every_event_and_every_choice_in_both_languages()
    {
        var choices = typeof(Money).Assembly.GetTypes().Where(t => t.IsEnum)
            .SelectMany(t => Enum.GetValues(t).Cast<Enum>());
        foreach (var culture in new[] { Vi, En })
        {
            foreach (var type in Codec.Events.Keys)
                DomainTexts.EventName(type, culture).ShouldNotBeNullOrWhiteSpace();
            foreach (var choice in choices)
                DomainTexts.Word(choice, culture).ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void are_in_step_in_both_files_in_NFC_and_take_the_same_values()
    {
        var manager = new System.Resources.ResourceManager("Supervision.Domain.DomainTexts", typeof(Money).Assembly);
        static SortedDictionary<string, string> All(System.Resources.ResourceManager m, string culture) => new(
            m.GetResourceSet(new CultureInfo(culture), true, culture == "vi")!
                .Cast<System.Collections.DictionaryEntry>()
                .ToDictionary(e => (string)e.Key, e => (string)e.Value!), StringComparer.Ordinal);
        var vi = All(manager, "vi");
        var en = All(manager, "en");
        vi.Keys.ShouldBe(en.Keys);
        foreach (var key in vi.Keys)
        {
            vi[key].IsNormalized().ShouldBeTrue(key);
            for (var i = 0; i < 5; i++)
                vi[key].Contains("{" + i + "}", StringComparison.Ordinal).ShouldBe(
                    en[key].Contains("{" + i + "}", StringComparison.Ordinal), key);
        }
    }
}
