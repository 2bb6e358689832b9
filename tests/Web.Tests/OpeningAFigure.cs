using System.Net;
using System.Text.RegularExpressions;

namespace Supervision.Web.Tests;

[Collection(OnTheSampleSite.Name)]
public sealed partial class OpeningAFigure(SampleSite site)
{
    [Fact]
    public async Task every_figure_of_every_body_equals_the_sum_of_its_postings()
    {
        var figures = 0;
        foreach (var body in (await site.GetAsync("/bodies")).Links.Where(l => OfBody().IsMatch(l)).Distinct())
            figures += await CheckAsync(body);
        figures.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task the_figures_of_an_inspection_equal_the_sum_of_its_postings() =>
        (await CheckAsync(SampleSite.Inspection)).ShouldBeGreaterThan(6);

    [Fact]
    public async Task a_figure_known_on_a_day_equals_the_sum_of_the_postings_known_then() =>
        (await CheckAsync("/bodies/BVDK-A?day=2026-06-30")).ShouldBeGreaterThan(1);

    [Fact]
    public async Task the_figure_of_the_city_is_the_sum_of_the_bodies()
    {
        var home = await site.GetAsync("/");
        var links = Figures().Matches(home.Html).Select(m => (Link: Decode(m, "link"), Value: Decode(m, "value")))
            .Where(f => f.Link.StartsWith("/money", StringComparison.Ordinal)).ToList();
        links.Count.ShouldBe(8);
        foreach (var (link, value) in links)
            (await site.GetAsync(link)).Element("sum").ShouldBe(value, link);
    }

    [Fact]
    public async Task three_clicks_lead_from_a_figure_to_the_proof()
    {
        var body = await site.GetAsync("/bodies/BVDK-A");
        var postings = await site.GetAsync(
            body.Links.First(l => l.Contains("account=recovered", StringComparison.Ordinal)));
        var entry = await site.GetAsync(postings.Links.First(l => Entry().IsMatch(l) && postings.Html.Contains(
            $"<th scope=\"row\"><a href=\"{l}\"", StringComparison.Ordinal)));
        entry.Text.ShouldContain("✓ Bằng chứng đúng");
    }

    private async Task<int> CheckAsync(string path)
    {
        var count = 0;
        foreach (Match match in Figures().Matches((await site.GetAsync(path)).Html))
        {
            var (link, value) = (Decode(match, "link"), Decode(match, "value"));
            if (!link.Contains("/postings?", StringComparison.Ordinal))
                continue;
            var page = await site.GetAsync(link);
            page.Element("figure").ShouldBe(value, link);
            if (page.Html.Contains("id=\"sum\"", StringComparison.Ordinal))
                page.Element("sum").ShouldBe(value, link);
            else
                value.ShouldStartWith("0", customMessage: link);
            count++;
        }

        return count;
    }

    private static string Decode(Match match, string group) => WebUtility.HtmlDecode(match.Groups[group].Value);

    [GeneratedRegex("<a(?: class=\"value\")? href=\"(?<link>[^\"]*(?:/postings|/money)\\?[^\"]*)\">(?<value>[^<]*)</a>",
        RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Figures();

    [GeneratedRegex("^/bodies/[A-Z0-9-]+$", RegexOptions.None, 5000)]
    private static partial Regex OfBody();

    [GeneratedRegex("^/entries/[0-9]+$", RegexOptions.None, 5000)]
    private static partial Regex Entry();
}
