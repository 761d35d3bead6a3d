"""Reception at return: who meets whom at the airport, agreed by each who must, before anybody travels."""
