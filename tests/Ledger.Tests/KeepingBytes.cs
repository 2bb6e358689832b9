using System.Text;
using System.Text.Json;
using Supervision.TransparencyLog.Merkle;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class KeepingBytes : Ledgers
{
    private static readonly Guid Id = Guid.Parse("0197588a-3f00-7abc-8def-0123456789ab");
    private static readonly Guid Command = Guid.Parse("0197588a-3f00-7abc-8def-000000000001");

    [Fact]
    public async Task writes_the_documented_format()
    {
        var store = await OpenAsync(new FixedClock("2026-06-10T02:30:00.0000019Z"));
        var e = new NewEvent(
            Id, "https://giamsat.example/bodies/SYT", "finding.FindingRecorded", "finding-7", [
                new("occurredon", "2026-06-09"), new("actorpost", "Trưởng đoàn \"kiểm tra\" & Đỗ Hữu Ước <1>"),
            ],
            Encoding.UTF8.GetBytes(
                "{ \"z\":\"Kết luận số 12/KL-TTr – “thu hồi”\", \"a\" : 98592000,\r\n\t\"m\":\"\\u0110\" }"));
        await store.AppendAsync(new AppendRequest(Command, Hash.Of("x"u8), [e], NothingRead));

        var entry = (await store.ReadEntryAsync(0, default))!;
        entry.Text().ShouldBe(
            "{\"specversion\":\"1.0\",\"time\":\"2026-06-10T02:30:00.000001Z\",\"streamversion\":\"0\","
            + "\"id\":\"0197588a-3f00-7abc-8def-0123456789ab\",\"source\":\"https://giamsat.example/bodies/SYT\","
            + "\"type\":\"finding.FindingRecorded\",\"subject\":\"finding-7\",\"datacontenttype\":\"application/json\","
            + "\"occurredon\":\"2026-06-09\",\"actorpost\":\"Trưởng đoàn \\\"kiểm tra\\\" & Đỗ Hữu Ước <1>\","
            + "\"commandid\":\"0197588a-3f00-7abc-8def-000000000001\","
            + "\"commandhash\":\"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\","
            + "\"data\":{ \"z\":\"Kết luận số 12/KL-TTr – “thu hồi”\", \"a\" : 98592000,\r\n\t\"m\":\"\\u0110\" }}");
        entry.Time.ShouldBe(new FixedClock("2026-06-10T02:30:00.000001Z").Now);
        (await store.ReadHeadAsync(default)).Root.ShouldBe(Hash.OfLeaf(entry.Bytes.Span));
    }

    [Fact]
    public async Task shows_postgresql_the_same_text()
    {
        await Store.AppendAsync(Request(Event("a", "{\"ten\":\"Bệnh viện Hữu nghị Việt Tiệp\"}")));
        (await Sql.ScalarAsync<string>(ConnectionString, "select bytes #>> '{data,ten}' from ledger.entry"))
            .ShouldBe("Bệnh viện Hữu nghị Việt Tiệp");
    }

    [Fact]
    public async Task keeps_an_entry_of_the_largest_size()
    {
        var overhead = await LengthOfAsync("{\"a\":\"\"}");
        // 128 bytes are counted for the head, whatever it takes.
        var room = 40_000 - 128 - (overhead - Head(await FirstAsync()));
        await Store.AppendAsync(Request(Event("a", "{\"a\":\"" + new string('x', room) + "\"}")));
        await Should.ThrowAsync<EntryRefusedException>(
            () => Store.AppendAsync(Request(Event("a", "{\"a\":\"" + new string('x', room + 1) + "\"}"))));
        (await Store.AllAsync())[^1].Bytes.Length.ShouldBeInRange(39_900, 40_000);
    }

    [Fact]
    public async Task gives_each_entry_a_later_time_even_if_the_clock_stands_still_or_goes_back()
    {
        var clock = new FixedClock("2026-06-10T02:30:00Z");
        var store = await OpenAsync(clock);
        await store.AppendAsync(Request(Event("a"), Event("a")));
        clock.Now = clock.Now.AddHours(-1);
        await store.AppendAsync(Request(Event("a")));
        (await OpenAsync(clock)).ShouldNotBeNull();
        await store.AppendAsync(Request(Event("a")));

        (await store.AllAsync()).Select(entry => entry.Time.ToString("HH:mm:ss.ffffff", null)).ShouldBe(
            ["02:30:00.000000", "02:30:00.000001", "02:30:00.000002", "02:30:00.000003"]);
    }

    [Fact]
    public async Task takes_its_times_in_utc_whatever_the_clocks_zone()
    {
        var store = await OpenAsync(new FixedClock("2026-06-10T09:30:00.1234567+07:00"));
        await store.AppendAsync(Request(Event("a")));
        using var document = JsonDocument.Parse((await store.ReadEntryAsync(0, default))!.Bytes);
        document.RootElement.GetProperty("time").GetString().ShouldBe("2026-06-10T02:30:00.123456Z");
    }

    [Fact]
    public async Task is_not_disturbed_by_a_caller_who_reuses_his_buffers()
    {
        var data = Encoding.UTF8.GetBytes("{\"a\":1}");
        var read = new Dictionary<string, long> { ["a"] = -1 };
        var waiting = Store.AppendAsync(Request(Event("a") with { Data = data }) with { ReadVersions = read });
        Array.Fill(data, (byte)'x');
        read["a"] = 7;
        (await waiting).ShouldBeOfType<AppendResult.Appended>();
        (await Store.ReadEntryAsync(0, default))!.Text().ShouldEndWith("\"data\":{\"a\":1}}");
    }

    private async Task<int> LengthOfAsync(string data)
    {
        await Store.AppendAsync(Request(Event("a", data)));
        return (await FirstAsync()).Length;
    }

    private async Task<string> FirstAsync() => (await Store.ReadEntryAsync(0, default))!.Text() is var text
        ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text))
        : "";

    private static int Head(string text) => text.IndexOf("\"id\":", StringComparison.Ordinal);
}
