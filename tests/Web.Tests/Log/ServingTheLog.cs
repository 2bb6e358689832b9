using System.Net;
using System.Net.Http.Headers;
using Supervision.Ledger;
using Supervision.TransparencyLog;
using Supervision.TransparencyLog.Merkle;
using Supervision.Web.Log;

namespace Supervision.Web.Tests.Log;

public sealed class ServingTheLog(ServedLog log) : IClassFixture<ServedLog>
{
    private const string ForEver = "public, max-age=31536000, immutable";

    [Fact]
    public async Task gives_the_checkpoint_as_it_was_signed()
    {
        using var answer = await log.Public.GetAsync("/checkpoint");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        answer.Headers.CacheControl!.ToString().ShouldBe("no-cache");
        var note = await answer.Content.ReadAsByteArrayAsync();
        note.ShouldBe((await log.Store.ReadCheckpointAsync(default))!);
        new Policy(log.Key.Verifier).Judge(SignedNote.Parse(note)).ShouldBeOfType<Verdict.Accepted>();

        // Asked again with its tag, it has not changed.
        using var again = new HttpRequestMessage(HttpMethod.Get, "/checkpoint");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        (await log.Public.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/tile/0/000", 256, true)]
    [InlineData("/tile/0/001", 256, true)]
    [InlineData("/tile/0/002.p/88", 88, false)]
    [InlineData("/tile/0/002.p/1", 1, false)]
    [InlineData("/tile/0/000.p/255", 255, false)]
    [InlineData("/tile/1/000.p/2", 2, false)]
    public async Task gives_a_tile(string path, int hashes, bool isFull)
    {
        using var answer = await log.Public.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/octet-stream");
        answer.Content.Headers.ContentLength.ShouldBe(hashes * 32);
        var cache = answer.Headers.CacheControl!.ToString();
        if (isFull)
            answer.Headers.GetValues("Cache-Control").Single().ShouldBe(ForEver);
        else
            cache.ShouldContain("max-age=3600");
        (await log.Operator.GetByteArrayAsync(path)).ShouldBe(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task gives_partial_tiles_of_every_width()
    {
        var full = await log.Public.GetByteArrayAsync("/tile/0/001");
        for (var width = 1; width < 256; width++)
            (await log.Public.GetByteArrayAsync($"/tile/0/001.p/{width}")).ShouldBe(full[..(width * 32)]);
    }

    [Theory]
    [InlineData("/tile/0/002")]
    [InlineData("/tile/0/002.p/89")]
    [InlineData("/tile/0/003.p/1")]
    [InlineData("/tile/1/000")]
    [InlineData("/tile/1/000.p/3")]
    [InlineData("/tile/2/000.p/1")]
    [InlineData("/tile/63/000.p/1")]
    [InlineData("/tile/0/x009/x223/x372/x036/x854/x775/807")]
    [InlineData("/tile/0/0")]
    [InlineData("/tile/0/000.p/0")]
    [InlineData("/tile/0/000.p/256")]
    [InlineData("/tile/0/000/")]
    [InlineData("/tile/")]
    [InlineData("/tile")]
    [InlineData("/tile/0/..%2f000")]
    public async Task does_not_find_what_is_not_there(string path)
    {
        using var answer = await log.Public.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        (await log.Operator.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/tile/entries/000")]
    [InlineData("/tile/entries/001")]
    [InlineData("/tile/entries/002.p/88")]
    [InlineData("/tile/entries/002.p/1")]
    public async Task gives_entry_bundles_to_the_operator_alone(string path)
    {
        using var hidden = await log.Public.GetAsync(path);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        hidden.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await hidden.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();

        using var given = await log.Operator.GetAsync(path);
        given.StatusCode.ShouldBe(HttpStatusCode.OK);
        given.Content.Headers.ContentType!.ToString().ShouldBe("application/octet-stream");
        given.Headers.CacheControl!.NoStore.ShouldBeTrue();
        TilePath.TryParse(path[1..], out var tile).ShouldBeTrue();
        var entries = EntryBundle.Decode(await given.Content.ReadAsByteArrayAsync());
        entries.Count.ShouldBe(tile.Width);
        var first = await log.Store.ReadEntryAsync(tile.Tile.N * 256, default);
        entries[0].ToArray().ShouldBe(first!.Bytes.ToArray());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer 0123456789abcdeg")]
    [InlineData("Bearer 0123456789abcde")]
    [InlineData("Bearer 0123456789abcdef0")]
    [InlineData("Bearer  0123456789abcdef")]
    [InlineData("Basic 0123456789abcdef")]
    [InlineData("0123456789abcdef")]
    public async Task answers_nothing_without_the_token(string? authorization)
    {
        using var client = new HttpClient { BaseAddress = log.Operator.BaseAddress };
        if (authorization is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        var withToken = $"/checkpoint?token={ServedLog.Token}";
        foreach (var path in new[] { "/checkpoint", "/tile/0/000", "/tile/entries/000", "/nothing", withToken })
        {
            using var answer = await client.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public void listens_to_the_operator_on_loopback_only() => log.Operator.BaseAddress!.Host.ShouldBe("127.0.0.1");

    [Theory]
    [InlineData("/checkpoint")]
    [InlineData("/tile/0/000")]
    [InlineData("/tile/0/002.p/88")]
    public async Task answers_head_like_get_without_content(string path)
    {
        using var get = await log.Public.GetAsync(path);
        using var head = await log.Public.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(get.Content.Headers.ContentLength);
        head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType);
        head.Headers.CacheControl.ShouldBe(get.Headers.CacheControl);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task answers_a_range_with_that_part()
    {
        var whole = await log.Public.GetByteArrayAsync("/tile/0/000");
        using var part = new HttpRequestMessage(HttpMethod.Get, "/tile/0/000");
        part.Headers.Range = new RangeHeaderValue(32, 95);
        using var answer = await log.Public.SendAsync(part);
        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        answer.Content.Headers.ContentRange!.ToString().ShouldBe("bytes 32-95/8192");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(whole[32..96]);

        using var beyond = new HttpRequestMessage(HttpMethod.Get, "/tile/0/000");
        beyond.Headers.Range = new RangeHeaderValue(9_000, 9_001);
        (await log.Public.SendAsync(beyond)).StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Fact]
    public async Task takes_no_other_method()
    {
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete })
        {
            using var answer = await log.Public.SendAsync(new HttpRequestMessage(method, "/checkpoint"));
            answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        }
    }

    [Fact]
    public async Task of_an_empty_ledger_finds_nothing()
    {
        await using var empty = await EventStore.OpenAsync(
            await TestCluster.FreshDatabaseAsync(), TimeProvider.System, default);
        await using var app = await ServedLog.PublicAsync(empty);
        using var client = ServedLog.Client(app);
        (await client.GetAsync("/checkpoint")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/tile/0/000.p/1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>As a monitor does, which trusts nothing but the log's public key.</summary>
    [Fact]
    public async Task lets_a_client_rebuild_the_tree_and_arrive_at_the_signed_root()
    {
        var note = SignedNote.Parse(await log.Operator.GetByteArrayAsync("/checkpoint"));
        var checkpoint = new Policy(VerifierKey.Parse(log.Key.Verifier.ToString())).Judge(note)
            .ShouldBeOfType<Verdict.Accepted>().Checkpoint;
        checkpoint.Size.ShouldBe(ServedLog.Size);
        var tree = new Frontier();
        for (var n = 0L; n * 256 < checkpoint.Size; n++)
        {
            var width = new Tile(0, n).WidthAt(checkpoint.Size);
            var tile = Tiles.FromBytes(await ReadAsync(log.Public, new TilePath(new Tile(0, n), width, false)));
            var entries = EntryBundle.Decode(
                await ReadAsync(log.Operator, new TilePath(new Tile(0, n), width, true)));
            tile.ShouldBe(entries.Select(entry => Hash.OfLeaf(entry.Span)));
            foreach (var hash in tile)
                tree.Append(hash);
            // Each hash of the level above is the root over a full tile.
            if (width == 256)
            {
                var above = Tiles.FromBytes(await ReadAsync(log.Public,
                    new TilePath(new Tile(1, n / 256), new Tile(1, n / 256).WidthAt(checkpoint.Size), false)));
                above[(int)(n % 256)].ShouldBe(Tiles.RootOf(tile));
            }
        }

        tree.Root().ShouldBe(checkpoint.Root);
    }

    [Fact]
    public void keeps_the_operators_token_in_a_private_file()
    {
        var folder = Directory.CreateTempSubdirectory("token-");
        var file = Path.Combine(folder.FullName, OperatorListener.TokenFileName);
        var token = OperatorListener.ReadToken(file);
        token.Length.ShouldBe(64);
        OperatorListener.ReadToken(file).ShouldBe(token);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Should.Throw<PrivateFileException>(() => OperatorListener.ReadToken(file));
        folder.Delete(recursive: true);
    }

    private static Task<byte[]> ReadAsync(HttpClient client, TilePath path) => client.GetByteArrayAsync($"/{path}");
}
