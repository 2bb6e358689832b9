namespace Supervision.Web.Tests;

[Collection(OnTheSampleSite.Name)]
public sealed class ChoosingALanguage(SampleSite site)
{
    [Fact]
    public async Task keeps_it_in_a_cookie_and_leads_back_to_the_same_page()
    {
        var answer = await site.GetAsync("/bodies/SYT?day=2026-06-30&lang=en");
        ((int)answer.Status).ShouldBe(302);
        answer.Headers.Location!.OriginalString.ShouldBe("/bodies/SYT?day=2026-06-30");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith("language=en;");
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
    }

    [Theory]
    [InlineData("//evil.example/?lang=en")]
    [InlineData("///evil.example?lang=en")]
    [InlineData("/%2Fevil.example?lang=en")]
    [InlineData("/%5Cevil.example?lang=en")]
    [InlineData("/?lang=en&next=https://evil.example")]
    public async Task never_leads_to_another_host(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Http.BaseAddress + path[1..]));
        var answer = await site.SendAsync(request);
        ((int)answer.Status).ShouldBe(302);
        answer.Headers.Location!.OriginalString.ShouldMatch("^/([^/\\\\]|$)");
    }

    [Fact]
    public async Task a_stranger_reads_vietnamese()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        (await site.SendAsync(request)).Html.ShouldContain("<html lang=\"vi\">");
        (await site.GetAsync("/", "<script>")).Html.ShouldContain("<html lang=\"vi\">");
    }
}
