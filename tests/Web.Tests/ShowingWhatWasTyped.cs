using Supervision.Domain;
using Supervision.Domain.Bodies;

namespace Supervision.Web.Tests;

/// <summary>Texts in the ledger are data, whatever they look like; and a real ledger is not called a sample.</summary>
public sealed class ShowingWhatWasTyped : Sites
{
    private const string Hostile = "<script>alert('1')</script> \" onmouseover=x & <b>Đỗ</b>";

    protected override bool Simulated => false;

    [Fact]
    public async Task escapes_it_everywhere()
    {
        foreach (var path in new[] { "/", "/bodies", "/bodies/EVIL", "/entries", "/entries/1", "/bodies/CHILD",
            "/bodies/EVIL/postings?role=subject&account=recovered" })
        {
            var page = await GetAsync(path);
            ((int)page.Status).ShouldBe(200, path);
            page.Html.ShouldNotContain("<script", Case.Insensitive, path);
            page.Html.ShouldNotContain("<b>", Case.Insensitive, path);
            page.Html.ShouldNotMatch("<[^>]*\" onmouseover", path);
        }

        (await GetAsync("/bodies/EVIL")).Html.ShouldContain("&lt;script&gt;");
        (await GetAsync("/entries/1")).Element("bytes").ShouldContain("<script>");
    }

    [Fact]
    public async Task a_real_ledger_bears_no_mark_of_sample_data()
    {
        foreach (var path in new[] { "/", "/bodies", "/nothing" })
        {
            (await GetAsync(path)).Text.ShouldNotContain("DỮ LIỆU MẪU");
            (await GetAsync(path, "en")).Text.ShouldNotContain("SAMPLE DATA");
        }
    }

    protected override async Task FillAsync()
    {
        await RecordAsync("body/EVIL", new BodyEvent.BodyRegistered(
            new BodyCode("EVIL"), BodyKind.Facility, Hostile, Hostile, null, null));
        await RecordAsync("body/CHILD", new BodyEvent.BodyRegistered(
            new BodyCode("CHILD"), BodyKind.Facility, "Con", "Child", new BodyCode("EVIL"), new BodyCode("EVIL")));
    }
}
