using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Supervision.Ledger;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Faults;

/// <summary>One command of the load: which caller of which writer in which round, and its number there.</summary>
internal readonly record struct Command(int Round, int Writer, int Caller, int Number)
{
    // One in five races all other callers, of both writers, for a key.
    private const int RaceEach = 5;
    private const int SharedEach = 3;
    private const int BulkEach = 40;
    private const int BulkEvents = 60;

    internal bool IsRace => Number % RaceEach == RaceEach - 1;

    /// <summary>Writes to a stream that the others write to as well, and has read its version.</summary>
    internal bool IsShared => !IsRace && Number % SharedEach == 1;

    /// <summary>The caller's own stream: each command that is no race writes one event to it.</summary>
    internal string OwnStream => $"own-{Round}-{Writer}-{Caller}";

    internal string SharedStream => $"shared-{Number % 4}";

    internal string KeyStream => $"key-{Round}-{Number}";

    /// <summary>Of the own stream before this command, if every one before it was recorded once.</summary>
    internal long OwnVersionBefore => Number - (Number / RaceEach) - 1;

    internal int EventCount => IsRace ? 1 : 1 + (IsShared ? 1 : 0) + (IsBulk ? BulkEvents : 0);

    private bool IsBulk => !IsRace && Number % BulkEach == BulkEach - 2;

    internal Command Next => this with { Number = Number + 1 };

    /// <summary>The same for the same seed, whoever asks and how often, but for the shared stream's version.</summary>
    /// <param name="seed">Of the whole run.</param>
    /// <param name="sharedVersion">What was read; null: it does not matter.</param>
    internal AppendRequest Request(long seed, long? sharedVersion)
    {
        var events = new List<NewEvent>();
        var read = new Dictionary<string, long>(StringComparer.Ordinal);
        if (IsRace)
        {
            events.Add(Event(seed, 0, KeyStream));
            read[KeyStream] = -1;
        }
        else
        {
            events.Add(Event(seed, 0, OwnStream));
            read[OwnStream] = OwnVersionBefore;
        }

        if (IsShared)
        {
            events.Add(Event(seed, events.Count, SharedStream));
            if (sharedVersion is { } version)
                read[SharedStream] = version;
        }

        for (var i = 0; IsBulk && i < BulkEvents; i++)
            events.Add(Event(seed, events.Count, $"bulk-{Round}-{Caller}-{i}"));
        return new AppendRequest(Id(seed), Hash.Of(Encoding.UTF8.GetBytes(ToString())), events, read);
    }

    internal Guid Id(long seed) => Id(seed, -1);

    /// <summary>Of one of its events; place −1: of the command itself.</summary>
    internal Guid Id(long seed, int place)
    {
        Span<byte> key = stackalloc byte[28];
        BinaryPrimitives.WriteInt64BigEndian(key, seed);
        foreach (var (i, part) in new[] { Round, Writer, Caller, Number, place }.Index())
            BinaryPrimitives.WriteInt32BigEndian(key[(8 + (4 * i))..], part);
        var hash = Hash.Of(key).ToArray().AsSpan(0, 16);
        // Dressed as a UUIDv7, which the ledger expects and does not check.
        hash[6] = (byte)(0x70 | (hash[6] & 0x0f));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3f));
        return new Guid(hash, bigEndian: true);
    }

    private NewEvent Event(long seed, int place, string stream)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Round}/{Writer}/{Caller}/{Number}/{place}");
        var text = new string('x', 50 + (int)((uint)(Number * 37) % 400));
        return new NewEvent(
            Id(seed, place), "https://example.org/bodies/FAULTS", "test.Happened", stream, [],
            Encoding.UTF8.GetBytes($$"""{"event":"{{name}}","text":"Kết luận {{text}}"}"""));
    }
}
