using System.Net;
using System.Text.RegularExpressions;

namespace Supervision.Web.Tests;

[Collection(OnTheSampleSite.Name)]
public sealed partial class ReadingThePages(SampleSite site)
{
    private const int PagesMax = 1_500;

    public static TheoryData<string, string, string> Pages => new()
    {
        { "/", "Dòng tiền của thành phố", "Money flow of the city" },
        { "/", "264.294.000 đồng", "264.294.000 đồng" },
        { "/bodies", "Bệnh viện đa khoa A", "Bảo hiểm xã hội|Social Insurance" },
        { "/bodies/BVDK-A", "212.502.000 đồng", "Obligations missed" },
        { "/bodies/BVDK-A", "thực hiện 20/07/2026, muộn 3 ngày", "done 20/07/2026, 3 days late" },
        { "/bodies/BVDK-A/postings?role=subject&account=recovered", "112.502.000 đồng|26.202.000 đồng", "Recovered" },
        { "/bodies/SYT", "theo ủy quyền của Bùi Thị Mẫu Tám", "delegated by Bùi Thị Mẫu Tám" },
        { "/bodies/SYT", "mọi cơ quan, đơn vị", "Officers and mandates" },
        { "/money?account=recovered", "Đã thu hồi: theo cơ quan", "Recovered: by body" },
        { "/inspections", "tại Bệnh viện đa khoa A", "1526/QĐ-UBND" },
        { "/plan", "Rõ thẩm quyền", "✗ missing" },
        { SampleSite.Plan, "nâng mức hỗ trợ → nâng mức hỗ trợ từ năm 2027", "Priority groups" },
        { SampleSite.Plan, "Kế hoạch 05-KH/ĐUUBND", "Plan 05-KH/ĐUUBND" },
        { SampleSite.Plan, "Rà soát ngay các hộ cận nghèo", "Interim review held" },
        { "/directives", "52-CT/TW ngày 03/10/2025", "in force" },
        { "/directions", "1/1 cơ quan đã trả lời", "answered by 1 of 1 bodies" },
        { SampleSite.Direction, "Bảng tổng hợp rà soát hộ cận nghèo", "Direction answered" },
        { "/proposals", "Nâng mức hỗ trợ cho hộ cận nghèo", "To be answered by" },
        { SampleSite.Proposal, "đã tiếp thu", "Proposal forwarded" },
        { "/reviews", "Thực hiện Kế hoạch 20-KH/TU sáu tháng đầu năm 2026", "concluded" },
        { "/reviews?asof=100", "Chưa có hồ sơ nào", "There is none" },
        { SampleSite.Review, "Đã vận động hộ gia đình tham gia ở bao nhiêu khu dân cư", "Review session concluded" },
        { SampleSite.Review, "không đúng hạn", "missed" },
        { "/entries", "Mục", "Newest|newest" },
        { "/entries/0", "Bằng chứng đúng", "The proof holds" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task each_page_says_its_facts_in_both_languages(string path, string vietnamese, string english)
    {
        foreach (var (language, fact) in new[] { ("vi", vietnamese), ("en", english) })
        {
            var page = await site.GetAsync(path, language);
            ((int)page.Status).ShouldBe(200, path);
            fact.Split('|').Any(page.Text.Contains).ShouldBeTrue($"{path} in {language} lacks {fact}");
            page.Html.ShouldContain($"<html lang=\"{language}\">");
            page.ContentType.ShouldBe("text/html; charset=utf-8");
        }
    }

    [Fact]
    public async Task an_inspection_shows_its_clock_findings_dissent_measures_and_payments()
    {
        var text = (await site.GetAsync(SampleSite.Inspection)).Text;
        text.ShouldContain("Thời hạn 10 ngày (Điều 13, 217/2025/NĐ-CP): "
            + "đến 23/06/2026, đã gia hạn 1 lần, hạn gốc 18/06/2026");
        text.ShouldContain("128.544.000 đồng → 98.592.000 đồng");
        text.ShouldContain("18/06/2026 → 23/06/2026");
        text.ShouldContain("71.200.000 đồng");
        text.ShouldContain("báo hoàn thành quá hạn 20 ngày; xác nhận sau 1 ngày làm việc");
        text.ShouldContain("UNC-A-0730");
        text.ShouldContain("người nhập:");
    }

    [Fact]
    public async Task every_event_of_a_thing_opens_from_its_page()
    {
        var seen = new Dictionary<string, HashSet<string>>();
        await foreach (var entry in site.Store.ReadAsync(0, CancellationToken.None))
        {
            if (Thing().Match(entry.Stream) is not { Success: true } thing)
                continue;
            var path = $"/{thing.Groups["noun"].Value}s/{thing.Groups["id"].Value}";
            if (!seen.TryGetValue(path, out var links))
                seen[path] = links = await LinksAsync(path);
            links.ShouldContain("/entries/" + entry.Index, path);
        }

        seen.Count.ShouldBeGreaterThan(4);
    }

    [Theory]
    [InlineData("T-07", "hoàn thành đúng hạn (đã gia hạn 1 lần, hạn gốc 30/09)")]
    [InlineData("T-11", "hoàn thành quá hạn 9 ngày")]
    public async Task an_assignment_shows_its_status_in_a_sentence(string code, string status) =>
        (await site.GetAsync(SampleSite.Assignment(code))).Text.ShouldContain(status);

    [Fact]
    public async Task an_assignment_shows_who_answers_for_it_and_opens_its_product()
    {
        var page = await site.GetAsync(SampleSite.Assignment("T-07"));
        page.Text.ShouldContain("chỉ đạo Sở Y tế (chủ trì): Trần Thị Mẫu Mười, Giám đốc Sở Y tế");
        var product = EvidenceLink().Match(WebUtility.HtmlDecode(page.Html));
        product.Success.ShouldBeTrue();
        (await site.GetAsync(product.Groups["href"].Value)).Text.ShouldContain("Đăng ký chứng cứ");
        (await site.GetAsync("/plan")).Text.ShouldContain("Trần Thị Mẫu Mười, Giám đốc Sở Y tế");
    }

    [Fact]
    public async Task an_assignment_shows_the_evidence_of_a_progress_report_and_a_new_person() =>
        (await site.GetAsync(SampleSite.Assignment("T-K1"))).Text.ShouldContain("Bảng dữ liệu của 5 thôn");

    [Fact]
    public async Task every_link_leads_to_a_page_marked_as_sample_without_a_key_for_a_text()
    {
        var seen = new HashSet<string> { "/", "/?day=2026-06-30", "/?asOf=100" };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var path) && seen.Count < PagesMax)
        {
            var page = await site.GetAsync(path, seen.Count % 2 == 0 ? "en" : "vi");
            if (path.Contains("lang=", StringComparison.Ordinal))
            {
                ((int)page.Status).ShouldBe(302, path);
                continue;
            }

            ((int)page.Status).ShouldBe(200, path);
            if (!page.ContentType.StartsWith("text/html", StringComparison.Ordinal))
                continue;
            page.Text.ShouldMatch("DỮ LIỆU MẪU|SAMPLE DATA", path);
            Key().Match(Words(page)).Value.ShouldBeEmpty(path);
            foreach (var link in page.Links.Where(seen.Add))
                open.Enqueue(link);
        }

        seen.Count.ShouldBeGreaterThan(300);
    }

    [Fact]
    public async Task a_page_stays_small()
    {
        foreach (var path in new[] { "/", "/bodies", "/plan", "/entries", SampleSite.Inspection })
            (await site.GetAsync(path)).Html.Length.ShouldBeLessThan(220_000, path);
    }

    [Fact]
    public async Task no_page_holds_a_script_or_a_style_of_its_own()
    {
        foreach (var path in new[] { "/", "/bodies", "/plan", "/entries/3", SampleSite.Inspection })
            (await site.GetAsync(path)).Html.ShouldNotMatch("<script|<style| style=| on[a-z]+=");
    }

    // Of all pages that go back in time.
    private async Task<HashSet<string>> LinksAsync(string path)
    {
        var (links, next) = (new HashSet<string>(), path);
        while (next is not null)
        {
            var page = await site.GetAsync(next);
            ((int)page.Status).ShouldBe(200, next);
            links.UnionWith(page.Links);
            next = page.Links.FirstOrDefault(l => l.StartsWith(path + "?before=", StringComparison.Ordinal));
        }

        return links;
    }

    [GeneratedRegex("^(?<noun>plan|directive|direction|proposal|review)-(?<id>[0-9a-f-]{36})$",
        RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Thing();

    // What a program says of itself (types, columns, codes) stands in elements of the class code and in the bytes.
    private static string Words(Sites.Page page) => page with { Html = Code().Replace(page.Html, "") } is var p
        ? p.Text : "";

    [GeneratedRegex(@"\b(site|nav|moment|error|home|plan|clear|bodies|body|role|account|flow|money|postings|obligation"
        + @"|clock|unit|inspections?|findings|dissent|remediation|measure|payments|trail|policy|names|pager|entries"
        + @"|entry|proof|detail|field|thing|chapter|list)\.[a-zA-Z_]+\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Key();

    [GeneratedRegex("<pre.*?</pre>|<dl class=\"facts code\">.*?</dl>|<dl class=\"details\">.*?</dl>",
        RegexOptions.Singleline, 5000)]
    private static partial Regex Code();

    [GeneratedRegex("<a href=\"(?<href>/entries/[0-9]+[^\"]*)\">Báo cáo kiểm tra", RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex EvidenceLink();
}
