namespace Supervision.Web.Tests;

/// <summary>The database is gone: it is said in words, and nothing is told about us.</summary>
public sealed class LosingTheDatabase : Sites
{
    [Fact]
    public async Task is_said_in_words_and_by_health()
    {
        await LoseAsync();
        foreach (var (language, words) in new[] { ("vi", "Không dữ liệu nào bị"), ("en", "No data was changed") })
        {
            var page = await GetAsync("/bodies", language);
            ((int)page.Status).ShouldBe(500);
            page.Text.ShouldContain(words);
            page.Text.ShouldMatch("DỮ LIỆU MẪU|SAMPLE DATA");
            page.Text.ShouldNotContain("Npgsql");
        }

        ((int)(await GetAsync("/health")).Status).ShouldBe(503);
    }
}
