using System.Net.Sockets;
using System.Text;

namespace Supervision.Web.Tests;

[Collection(OnTheSampleSite.Name)]
public sealed class AskingForWhatCannotBe(SampleSite site)
{
    private static readonly string Long = new('9', 3_000);

    public static TheoryData<string, int> Wrong => new()
    {
        { "/nothing", 404 }, { "/bodies/NOBODY", 404 }, { "/bodies/syt", 404 }, { "/bodies/<script>", 404 },
        { "/bodies/SYT%00", 400 }, { "/bodies/" + new string('A', 900), 404 }, { "/bodies/Sở", 404 },
        { "/entries/-1", 404 }, { "/entries/99999999", 404 }, { "/entries/007", 404 }, { "/entries/1e3", 404 },
        { "/entries/" + new string('9', 40), 404 }, { "/entries/x/bytes", 404 }, { "/entries/99999999/bytes", 404 },
        { "/entries?before=-1", 400 }, { "/entries?before=x", 400 }, { "/entries?before=%00", 400 },
        { "/inspections/1", 404 }, { "/inspections/00000000-0000-0000-0000-000000000000", 404 },
        { "/assignments/zz", 404 }, { "/assignments/00000000-0000-0000-0000-000000000000", 404 },
        { "/?asOf=-1", 400 }, { "/?asOf=99999999", 400 }, { "/?asOf=abc", 400 }, { "/?asOf=1&asOf=2", 400 },
        { "/?day=2026-02-30", 400 }, { "/?day=30/06/2026", 400 }, { "/?day=9999-12-31", 400 },
        { "/?day=0001-01-01", 400 },
        { "/?day=2026-06-30&asOf=5", 400 }, { "/?lang=fr", 400 }, { "/?lang=en&lang=vi", 400 }, { "/?x=" + Long, 400 },
        { "/?x=a%0D%0Ab", 400 }, { "/money", 400 }, { "/money?account=gold", 400 },
        { "/bodies/SYT/postings", 400 }, { "/bodies/SYT/postings?role=king&account=recovered", 400 },
        { "/bodies/SYT/postings?role=Subject&account=recovered", 400 },
        { "/bodies/SYT/postings?role=0&account=found", 400 },
        { "/bodies/SYT/postings?role=subject&account=gold", 400 }, { "/bodies/SYT/postings?role=subject", 400 },
        { "/bodies/SYT/postings?role=subject&account=recovered&after=x", 400 },
        { "/bodies/SYT/postings?role=subject&account=recovered&after=1.99999999999", 400 },
        { "/bodies/SYT/postings?role=subject&account=recovered&inspection=1", 400 },
        { "/bodies/NOBODY/postings?role=subject&account=recovered", 404 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task is_answered_in_words_in_both_languages(string path, int status)
    {
        foreach (var (language, mark) in new[] { ("vi", "DỮ LIỆU MẪU"), ("en", "SAMPLE DATA") })
        {
            var page = await site.GetAsync(path, language);
            ((int)page.Status).ShouldBe(status, path);
            // The server itself turns a NUL in a path away, before any page.
            if (path.Contains("/SYT%00", StringComparison.Ordinal))
                continue;
            page.Text.ShouldContain(mark);
            page.Html.ShouldContain("<p class=\"lead\">");
            page.Html.ShouldNotContain("<script", Case.Insensitive);
            page.Text.ShouldNotContain("Exception");
        }
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("INVENTED")]
    public async Task any_method_but_reading_is_refused_everywhere(string method)
    {
        foreach (var path in new[] { "/", "/bodies", "/entries/0", "/health", "/nothing" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            var page = await site.SendAsync(request);
            ((int)page.Status).ShouldBe(405, path);
            page.Text.ShouldContain("Các trang chỉ để đọc");
        }
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example:5080")]
    [InlineData("192.168.1.5")]
    [InlineData("[::2]")]
    public async Task another_host_name_is_refused(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/bodies");
        request.Headers.Host = host;
        var page = await site.SendAsync(request);
        ((int)page.Status).ShouldBe(400);
        page.Text.ShouldNotContain("Bệnh viện");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:5080")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:80")]
    public async Task a_name_of_this_machine_is_served(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/bodies");
        request.Headers.Host = host;
        ((int)(await site.SendAsync(request)).Status).ShouldBe(200);
    }

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n")]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /\\evil HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /%ff%fe HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("BREW\r\n\r\n")]
    public async Task a_strange_request_is_never_a_failure_of_the_site(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", site.Http.BaseAddress!.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        var buffer = new byte[64];
        var read = await client.GetStream().ReadAsync(buffer);
        Encoding.ASCII.GetString(buffer, 0, read).ShouldMatch("^HTTP/1.1 (200|4..) ");
    }
}
