using System.Text;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class RefusingARequest(SharedLedger shared) : IClassFixture<SharedLedger>
{
    private EventStore Store => shared.Open;

    public static TheoryData<string, string> BadData => new()
    {
        { "not-json", "" },
        { "not-json", "{" },
        { "not-json", "{}{}" },
        { "not-json", "{\"a\":1,}" },
        { "not-json", "{'a':1}" },
        { "not-json", "{\"a\":01}" },
        { "not-json", "{\"a\":NaN}" },
        { "not-json", "\ufeff{}" },
        { "not-json", "{/**/}" },
        { "not-json", "{\"a\":" + new string('[', 64) + new string(']', 64) + "}" },
        { "not-an-object", "[]" },
        { "not-an-object", "null" },
        { "not-an-object", "\"text\"" },
        { "duplicate-key", "{\"a\":1,\"a\":2}" },
        { "duplicate-key", "{\"a\":1,\"b\":{},\"\\u0061\":2}" },
        { "duplicate-key", "{\"x\":{\"a\":1,\"b\":2,\"a\":1}}" },
        { "nul", "{\"a\":\"\\u0000\"}" },
        { "nul", "{\"\\u0000\":1}" },
        { "nul", "{\"a\":\"\0\"}" },
        { "unpaired-surrogate", "{\"a\":\"\\ud800\"}" },
        { "unpaired-surrogate", "{\"a\":\"\\udc00\\ud800\"}" },
        { "unpaired-surrogate", "{\"\\ud83d\":1}" },
        { "not-nfc", "{\"a\":\"Tie\u0302\u0301ng\"}" },
        { "not-nfc", "{\"a\":\"Tie\\u0302\\u0301ng\"}" },
        { "not-nfc", "{\"Tie\u0302\u0301ng\":1}" },
        { "not-nfc", "{\"a\":[{\"b\":\"\u212b\"}]}" },
        { "number-too-long", "{\"a\":1e1000}" },
        { "number-too-long", "{\"a\":-1E-1000}" },
        { "number-too-long", "{\"a\":" + new string('9', 101) + "}" },
        { "too-large", "{\"a\":\"" + new string('x', 40_000) + "\"}" },
        { "too-large", "{\"a\":\"" + new string('x', 39_500) + "\"}" },
    };

    public static TheoryData<string, string> BadStreams => new()
    {
        { "bad-stream", "" },
        { "bad-stream", "a b" },
        { "bad-stream", "a\"b" },
        { "bad-stream", "a\\b" },
        { "bad-stream", "a\nb" },
        { "bad-stream", "a\u200bb" },
        { "bad-stream", new string('a', 201) },
        { "nul", "a\0" },
        { "unpaired-surrogate", "a<lone>" },
        { "not-nfc", "QD\u0323" },
    };

    public static TheoryData<string, string, string> BadAttributes => new()
    {
        { "bad-attribute", "", "x" },
        { "bad-attribute", "actorPost", "x" },
        { "bad-attribute", "actor_post", "x" },
        { "bad-attribute", "aaaaaaaaaaaaaaaaaaaaa", "x" },
        { "bad-attribute", "chức", "x" },
        { "bad-attribute", "reason", "line\nbreak" },
        { "bad-attribute", "reason", "\u0085" },
        { "reserved-attribute", "commandid", "x" },
        { "reserved-attribute", "time", "x" },
        { "reserved-attribute", "streamversion", "x" },
        { "reserved-attribute", "data", "x" },
        { "duplicate-attribute", "occurredon", "x" },
        { "nul", "reason", "a\0" },
        { "unpaired-surrogate", "reason", "<lone>" },
        { "not-nfc", "reason", "e\u0301" },
    };

    [Theory]
    [MemberData(nameof(BadData))]
    public Task whose_data_is_wrong_names_the_rule(string code, string data) =>
        IsRefusedAsync(code, "data", Event("a", data));

    [Theory]
    [MemberData(nameof(BadStreams))]
    public async Task whose_stream_is_wrong_names_the_rule(string code, string stream)
    {
        stream = WithLone(stream);
        await IsRefusedAsync(code, "stream", Event(stream));
        await IsRefusedAsync(code, "stream", Request(Event("good")).Reading((stream, -1)));
    }

    [Theory]
    [MemberData(nameof(BadAttributes))]
    public Task whose_attribute_is_wrong_names_the_rule(string code, string name, string value)
    {
        var e = Event("a");
        return IsRefusedAsync(
            code, $"attribute '{name}'", e with { Attributes = [.. e.Attributes, new(name, WithLone(value))] });
    }

    [Theory]
    [InlineData("bad-type", "")]
    [InlineData("bad-type", "finding Recorded")]
    [InlineData("nul", "finding\0")]
    public Task whose_type_is_wrong_names_the_rule(string code, string type) =>
        IsRefusedAsync(code, "type", Event("a", type: type));

    [Theory]
    [InlineData("bad-source", "")]
    [InlineData("bad-source", "https://example.org/a b")]
    [InlineData("not-nfc", "https://example.org/e\u0301")]
    public Task whose_source_is_wrong_names_the_rule(string code, string source) =>
        IsRefusedAsync(code, "source", Event("a") with { Source = source });

    [Fact]
    public Task whose_data_is_not_utf8_names_the_rule() => IsRefusedAsync(
        "not-utf8", "data", Event("a") with { Data = new byte[] { (byte)'{', (byte)'"', 0xff, (byte)'"', (byte)'}' } });

    [Fact]
    public Task whose_utf8_is_overlong_names_the_rule()
    {
        byte[] data = [.. "{\"a\":\""u8, 0xc0, 0x80, .. "\"}"u8];
        return IsRefusedAsync("not-utf8", "data", Event("a") with { Data = data });
    }

    [Fact]
    public async Task without_or_with_too_many_events_names_the_rule()
    {
        await IsRefusedAsync("no-events", "no events", Request());
        await IsRefusedAsync(
            "too-many-events", "1001", Request([.. Enumerable.Range(0, 1_001).Select(i => Event("a"))]));
    }

    [Fact]
    public async Task with_too_many_read_streams_names_the_rule()
    {
        var read = Enumerable.Range(0, 1_001).Select(i => ($"s-{i}", -1L)).ToArray();
        await IsRefusedAsync("too-many-streams", "1001", Request(Event("a")).Reading(read));
    }

    [Fact]
    public async Task with_ids_that_are_empty_or_doubled_names_the_rule()
    {
        var id = Guid.CreateVersion7();
        await IsRefusedAsync("duplicate-id", "Event 1", Request(Event("a", id: id), Event("b", id: id)));
        await IsRefusedAsync("empty-id", "id", Event("a", id: Guid.Empty));
        await IsRefusedAsync("empty-id", "command", Request(Guid.Empty, Event("a")));
        await IsRefusedAsync("bad-version", "-2", Request(Event("a")).Reading(("a", -2)));
    }

    // The test runner's own messages are UTF-8, and cannot carry half a surrogate pair.
    private static string WithLone(string text) => text.Replace("<lone>", "\ud83d", StringComparison.Ordinal);

    private Task IsRefusedAsync(string code, string names, NewEvent e) => IsRefusedAsync(code, names, Request(e));

    private async Task IsRefusedAsync(string code, string names, AppendRequest request)
    {
        var refused = await Should.ThrowAsync<EntryRefusedException>(() => Store.AppendAsync(request));
        refused.Code.ShouldBe(code);
        // The size is the whole entry's: its data is within bounds by itself.
        refused.Message.ShouldContain(code == "too-large" ? "entry" : names);
        Encoding.UTF8.GetByteCount(refused.Message).ShouldBeLessThan(2_000);
        (await Store.ReadHeadAsync(default)).Size.ShouldBe(0);
    }
}
