namespace Supervision.Web.Tests;

[Collection(OnTheSampleSite.Name)]
public sealed class AskingForThePast(SampleSite site)
{
    [Fact]
    public async Task a_page_shows_what_was_known_on_the_day_and_says_so()
    {
        var page = await site.GetAsync(SampleSite.Inspection + "?day=2026-06-30");
        page.Text.ShouldContain("ĐÃ BIẾT ĐẾN NGÀY 30/06/2026");
        page.Text.ShouldContain("128.544.000");
        page.Text.ShouldNotContain("98.592.000");
    }

    [Fact]
    public async Task every_link_but_the_way_back_keeps_the_moment()
    {
        foreach (var past in new[] { "day=2026-06-30", "asOf=210" })
        {
            var page = await site.GetAsync("/inspections?" + past);
            page.Links.Where(l => !l.StartsWith("/site.", StringComparison.Ordinal) && l != "/inspections")
                .ShouldAllBe(l => l.Contains(past, StringComparison.Ordinal));
            page.Links.ShouldContain("/inspections");
        }
    }

    [Fact]
    public async Task the_form_keeps_what_the_page_is_about()
    {
        const string Path = "/bodies/BVDK-A/postings";
        var page = await site.GetAsync($"{Path}?role=subject&account=recovered");
        page.Html.ShouldContain($"<form method=\"get\" action=\"{Path}\">");
        page.Html.ShouldMatch("<input type=\"hidden\" name=\"role\" value=\"subject\" ?/?>");
        page.Html.ShouldMatch("<input type=\"hidden\" name=\"account\" value=\"recovered\" ?/?>");
        (await site.GetAsync($"{Path}?role=subject&account=recovered&day=2026-07-31")).Element("figure")
            .ShouldBe("100.000.000 đồng");
    }

    [Fact]
    public async Task before_the_first_entry_nothing_is_known()
    {
        foreach (var path in new[] { "/", "/bodies", "/inspections", "/plan", "/entries" })
        {
            var page = await site.GetAsync(path + "?asOf=0");
            ((int)page.Status).ShouldBe(200, path);
            page.Text.ShouldContain("Chưa có mục nào được biết");
        }

        ((int)(await site.GetAsync("/bodies/SYT?asOf=0")).Status).ShouldBe(404);
    }

    [Fact]
    public async Task an_entry_recorded_later_is_not_there()
    {
        ((int)(await site.GetAsync("/entries/99?asOf=100")).Status).ShouldBe(200);
        ((int)(await site.GetAsync("/entries/100?asOf=100")).Status).ShouldBe(404);
    }
}
