using Supervision.Ledger;

namespace Supervision.Cli.Tests;

/// <summary>What stands before the bar of a verification.</summary>
public sealed class ShowingProgress : IDisposable
{
    public void Dispose() => Texts.Use("vi");

    [Theory]
    [InlineData("vi", 0, 100, 0, "Đang kiểm tra sổ")]
    [InlineData("vi", 100, 100, 1, "Đang kiểm tra sổ")]
    [InlineData("vi", 250_000, 1_000_000, 20, "Đang kiểm tra sổ: 12.500 mục/giây, còn 01:00")]
    [InlineData("en", 250_000, 1_000_000, 20, "Verifying the ledger: 12,500 entries/s, 01:00 left")]
    [InlineData("en", 1, 90_000, 1, "Verifying the ledger: 1 entries/s, 1.00:59:59 left")]
    [InlineData("vi", 10, 72_010, 10, "Đang kiểm tra sổ: 1 mục/giây, còn 20:00:00")]
    public void says_how_fast_and_how_long_still(string language, long done, long total, int seconds, string text)
    {
        Texts.Use(language);
        VerifyCommand.Describe(new VerificationProgress(done, total, TimeSpan.FromSeconds(seconds))).ShouldBe(text);
    }
}
