namespace Supervision.Web.Tests;

[Collection(OnTheSampleSite.Name)]
public sealed class BuildingTheSite(SampleSite site)
{
    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://example.org:5080")]
    [InlineData("http://localhost:5080;http://10.0.0.1:5080")]
    [InlineData("http://localhost.example.org")]
    [InlineData("ftp://localhost")]
    [InlineData("localhost:5080")]
    [InlineData("")]
    public void on_another_address_than_loopback_is_refused(string urls) =>
        Should.Throw<ArgumentException>(() => Site.Build(Options(urls)));

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:0;http://[::1]:0")]
    public async Task on_loopback_is_taken(string urls) => await Site.Build(Options(urls)).DisposeAsync();

    [Fact]
    public async Task on_another_address_is_taken_when_it_is_allowed() =>
        await Site.Build(Options("http://0.0.0.0:5080") with { AllowRemote = true }).DisposeAsync();

    [Fact]
    public async Task every_answer_carries_the_strict_headers()
    {
        foreach (var path in new[] { "/", "/nothing", "/?asOf=x", "/health", "/entries/0/bytes" })
        {
            var headers = (await site.GetAsync(path)).Headers;
            headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; style-src");
            headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
            headers.CacheControl!.NoStore.ShouldBeTrue();
            headers.Contains("Server").ShouldBeFalse();
            headers.Contains("Set-Cookie").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task health_is_ok_when_the_database_answers()
    {
        var health = await site.GetAsync("/health");
        ((int)health.Status).ShouldBe(200);
        health.Html.ShouldBe("ok");
    }

    [Fact]
    public async Task the_stylesheet_may_be_kept_for_ever()
    {
        var path = (await site.GetAsync("/")).Links.First(l => l.StartsWith("/site.", StringComparison.Ordinal));
        var css = await site.GetAsync(path);
        css.ContentType.ShouldBe("text/css; charset=utf-8");
        css.Headers.CacheControl!.ToString().ShouldContain("immutable");
    }

    private SiteOptions Options(string urls) => site.Options with { Urls = urls };
}
