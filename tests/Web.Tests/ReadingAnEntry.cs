using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Supervision.Web.Tests;

[Collection(OnTheSampleSite.Name)]
public sealed partial class ReadingAnEntry(SampleSite site)
{
    [Fact]
    public async Task its_bytes_are_exactly_those_of_the_ledger()
    {
        var size = (await site.Store.ReadHeadAsync(CancellationToken.None)).Size;
        for (var index = 0L; index < size; index += 7)
        {
            var bytes = (await site.Store.ReadEntryAsync(index, CancellationToken.None))!.Bytes.ToArray();
            Encoding.UTF8.GetBytes((await site.GetAsync($"/entries/{index}")).Element("bytes")).ShouldBe(bytes);
            (await site.Http.GetByteArrayAsync($"/entries/{index}/bytes")).ShouldBe(bytes);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(-1)]
    public async Task its_proof_verifies_from_what_the_page_shows_alone(long index)
    {
        if (index < 0)
            index += (await site.Store.ReadHeadAsync(CancellationToken.None)).Size;
        var page = await site.GetAsync($"/entries/{index}", "en");
        var bytes = await site.Http.GetByteArrayAsync($"/entries/{index}/bytes");
        var hash = SHA256.HashData([0, .. bytes]);
        Convert.ToHexStringLower(hash).ShouldBe(page.Element("leaf"));
        foreach (Match step in Steps().Matches(page.Html))
        {
            var beside = Convert.FromHexString(step.Groups["beside"].Value);
            hash = SHA256.HashData(step.Groups["side"].Value == "on the left"
                ? [1, .. beside, .. hash] : [1, .. hash, .. beside]);
            Convert.ToHexStringLower(hash).ShouldBe(step.Groups["result"].Value);
        }

        Convert.ToHexStringLower(hash).ShouldBe(page.Element("proof-root"));
        page.Element("proof-root").ShouldBe((await site.Store.ReadHeadAsync(CancellationToken.None)).Root.ToString());
    }

    [GeneratedRegex(@"<td>(?<side>on the left|on the right)</td>\s*"
        + @"<td class=""beside"">(?<beside>[0-9a-f]{64})</td>\s*<td>(?<result>[0-9a-f]{64})</td>",
        RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Steps();
}
