using Supervision.TransparencyLog;

namespace Supervision.Ledger.Tests;

public sealed class KeepingAKey : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string folder = Directory.CreateTempSubdirectory("keys-").FullName;

    private string KeyFile => Path.Combine(folder, "data", LogKey.FileName);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void makes_one_that_only_its_owner_may_read_and_finds_it_again()
    {
        var key = LogKey.Open(KeyFile, "example.org/log");
        File.GetUnixFileMode(KeyFile).ShouldBe(OwnerOnly);
        LogKey.Open(KeyFile, "example.org/log").Verifier.ShouldBe(key.Verifier);
        LogKey.ReadVerifier(KeyFile).ShouldBe(key.Verifier);
        Directory.GetFiles(Path.GetDirectoryName(KeyFile)!).ShouldHaveSingleItem();
        LogKey.KeptFile(KeyFile).ShouldBe(Path.Combine(folder, "data", "log.checkpoint"));
    }

    [Fact]
    public void of_another_origin_is_refused()
    {
        LogKey.Open(KeyFile, "example.org/log");
        Should.Throw<CheckpointRefusedException>(() => LogKey.Open(KeyFile, "example.org/other")).Code
            .ShouldBe("key-origin");
    }

    [Fact]
    public void for_an_origin_that_is_no_name_is_refused_and_leaves_nothing()
    {
        Should.Throw<MalformedException>(() => LogKey.Open(KeyFile, "my log")).Code.ShouldBe("key-name");
        File.Exists(KeyFile).ShouldBeFalse();
    }

    [Theory]
    [InlineData(OwnerOnly | UnixFileMode.GroupRead)]
    [InlineData(OwnerOnly | UnixFileMode.OtherRead)]
    [InlineData(OwnerOnly | UnixFileMode.OtherWrite)]
    public void that_others_may_touch_is_refused(UnixFileMode mode)
    {
        LogKey.Open(KeyFile, "a");
        File.SetUnixFileMode(KeyFile, mode);
        Should.Throw<PrivateFileException>(() => LogKey.Open(KeyFile, "a")).Code.ShouldBe("readable-by-others");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n", "empty")]
    public void that_is_empty_is_refused(string text, string code)
    {
        Write(text);
        Should.Throw<PrivateFileException>(() => LogKey.Open(KeyFile, "a")).Code.ShouldBe(code);
    }

    [Fact]
    public void that_is_none_is_refused_without_being_repeated()
    {
        var secret = SignerKey.Generate("a").Encode();
        Write(secret[..^4] + "AAA=");
        var e = Should.Throw<MalformedException>(() => LogKey.Open(KeyFile, "a"));
        e.ToString().ShouldNotContain(secret[30..40]);
        Write(new string('x', 100_000));
        Should.Throw<PrivateFileException>(() => LogKey.Open(KeyFile, "a")).Code.ShouldBe("too-large");
    }

    [Fact]
    public void by_many_at_once_makes_one()
    {
        var made = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 20, _ => made.Add(LogKey.Open(KeyFile, "a").Verifier.ToString()));
        made.Distinct().ShouldHaveSingleItem();
        Directory.GetFiles(Path.GetDirectoryName(KeyFile)!).ShouldHaveSingleItem();
    }

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, text);
        File.SetUnixFileMode(KeyFile, OwnerOnly);
    }
}
