using System.Text;
using Supervision.Ledger.Verification;

namespace Supervision.Ledger.Tests;

/// <summary>What a verification finds in an entry's bytes, whatever its columns say.</summary>
public sealed class ReadingAnEntrysBytes
{
    private const string Id = "0198a000-0000-7000-8000-000000000001";
    private const string Command = "0198a000-0000-7000-8000-000000000002";

    private const string Rest =
        $",\"note\":\"n\",\"commandid\":\"{Command}\",\"commandhash\":\"00\",\"data\":{{\"a\":{{\"id\":1}}}}}}";

    private readonly EntryDocument document = new();

    [Fact]
    public void that_say_what_the_columns_say()
    {
        Read(Entry()).ShouldBeNull();
        Read(Entry()).ShouldBeNull("the source is known by now");
        (document.Type, document.Stream, document.StreamVersion).ShouldBe(("t.Happened", "thing-1", 7));
        (document.Id, document.CommandId).ShouldBe((Guid.Parse(Id), Guid.Parse(Command)));
    }

    [Theory]
    [InlineData("t.Other", "thing-1", 7)]
    [InlineData("t.Happened", "thing-2", 7)]
    [InlineData("t.Happened", "thing-1", 8)]
    public void that_say_something_else_is_told(string type, string stream, int version)
    {
        Read(Entry());
        Read(Entry(type, stream, version)).ShouldBeNull();
        (document.Type, document.Stream, document.StreamVersion).ShouldBe((type, stream, version));
    }

    [Fact]
    public void is_not_deceived_by_a_column_that_holds_JSON()
    {
        const string Type = "t.Happened\",\"more\":\"x";
        Read(Entry());
        Read(Entry(Type), Type).ShouldBeNull();
        document.Type.ShouldBe("t.Happened");
    }

    [Theory]
    [InlineData(",\"note\"", ",\"id\":\"x\",\"note\"", "the member id is there twice or is not a string")]
    [InlineData(",\"note\"", ",\"x\":\"1\",\"x\":\"2\",\"note\"", "the member x is there twice or is not a string")]
    [InlineData(",\"note\":\"n\"", ",\"note\":5", "the member note is there twice or is not a string")]
    [InlineData(",\"commandhash\":\"00\"", "", "the member commandhash is missing")]
    [InlineData(",\"data\":{\"a\":{\"id\":1}}", "", "the member data is missing")]
    [InlineData(",\"data\":{\"a\":{\"id\":1}}", ",\"data\":[]", "the member data is there twice or is not an object")]
    public void that_are_no_entry_is_told_behind_a_right_beginning_too(string part, string by, string because)
    {
        Read(Entry());
        Read(Entry().Replace(part, by, StringComparison.Ordinal)).ShouldBe(because);
    }

    [Theory]
    [InlineData(",\"note\"", " \"note\"")]
    [InlineData(",\"note\"", ",,\"note\"")]
    [InlineData("}}}", "}}")]
    [InlineData("}}}", "}}}}")]
    [InlineData("}}}", "}}} x")]
    [InlineData("\"note\":\"n\"", "\"note\":\"\u0001\"")]
    public void that_are_no_JSON_is_told_behind_a_right_beginning_too(string part, string by)
    {
        Read(Entry());
        Read(Entry().Replace(part, by, StringComparison.Ordinal)).ShouldNotBeNull();
    }

    private static string Entry(string type = "t.Happened", string stream = "thing-1", int version = 7) =>
        $"{{\"specversion\":\"1.0\",\"time\":\"2026-11-20T08:00:00.000001Z\",\"streamversion\":\"{version}\","
        + $"\"id\":\"{Id}\",\"source\":\"urn:x\",\"type\":\"{type}\",\"subject\":\"{stream}\","
        + "\"datacontenttype\":\"application/json\"" + Rest;

    private string? Read(string entry, string type = "t.Happened") => document.Read(
        Encoding.UTF8.GetBytes(entry), new LikelyEntry
        {
            StreamVersion = 7,
            Time = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero).AddMicroseconds(1),
            Id = Guid.Parse(Id),
            Stream = "thing-1",
            Type = type,
            StreamUtf8 = "thing-1"u8,
            TypeUtf8 = Encoding.UTF8.GetBytes(type),
        });
}
